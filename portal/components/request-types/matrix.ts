import { parse } from '#api/core/parse.ts';
import {
  ChangePriorities,
  changePriorities,
  prioritiesOf,
  type Matrix,
} from '#api/request-types/priorities.ts';
import { impacts, urgencies } from '#db/enums.ts';
import { submit } from '../../form.ts';
import { Sent, textOf, type Page } from './sent.ts';

const each = <V>(cell: (name: string) => V) =>
  Object.fromEntries(
    impacts.map((impact) => [
      impact,
      Object.fromEntries(urgencies.map((urgency) => [urgency, cell(`${impact}.${urgency}`)])),
    ]),
  );

const asForm = (matrix: Matrix): Record<string, string> =>
  Object.fromEntries(
    impacts.flatMap((impact) =>
      urgencies.map((urgency) => [`${impact}.${urgency}`, matrix[impact][urgency]]),
    ),
  );

/** Which priority follows from what stands still and how soon it must go on. */
export async function editPriorities(page: Page) {
  const { scope } = page.locals;
  const before = await prioritiesOf(scope);
  const { form, result, error } = await submit(
    page,
    Sent,
    async (sent) => {
      await changePriorities(
        scope,
        sent.version,
        parse(ChangePriorities, { matrix: each((name) => textOf(sent, name)) }),
      );
      return true;
    },
    { initial: { ...asForm(before.matrix), version: before.version } },
  );
  const stale = error?.status === 412 ? await prioritiesOf(scope) : undefined;
  return {
    form: stale ? { values: { ...form.values, version: String(stale.version) }, errors: {} } : form,
    now: stale && asForm(stale.matrix),
    saved: result === true,
  };
}
