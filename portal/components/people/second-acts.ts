import { SeatForm } from '#api/people/schemas.ts';
import { askForSecond, letOneDo, secondFactorOf } from '#api/people/second-factor.ts';
import { submit } from '../../form.ts';

type Page = Parameters<typeof submit>[0];

/** Whether an account asks its people for a second factor, and what became of a change of that. */
export async function actOnSecond(page: Page, accountId: string) {
  const { scope, session } = page.locals;
  const asked = await submit(
    page,
    SeatForm,
    ({ version }) => askForSecond(scope, session, accountId, version).then(() => true),
    { action: 'ask_second' },
  );
  const stopped = await submit(
    page,
    SeatForm,
    ({ version }) => letOneDo(scope, accountId, version).then(() => true),
    { action: 'stop_second' },
  );
  return {
    form: stopped.error ? stopped.form : asked.form,
    done: asked.result
      ? 'people.done.second_asked'
      : stopped.result
        ? 'people.done.second_optional'
        : undefined,
    rule: await secondFactorOf(scope, accountId),
  };
}
