import { ApproveForm, RefuseForm, RunForm } from '#api/privacy/schemas.ts';
import { approveErasure, refuseErasure } from '#api/privacy/service.ts';
import { submit } from '../../form.ts';

type Page = Parameters<typeof submit>[0];

/** What staff decides about a wish. @returns the word for what was done, or what was wrong with it */
export async function decide(page: Page, id: string) {
  const { scope, privacy, session } = page.locals;
  const approved = await submit(
    page,
    ApproveForm,
    ({ version }) => approveErasure(scope, id, version).then(() => true),
    { action: 'approve' },
  );
  const refused = await submit(
    page,
    RefuseForm,
    ({ version, refusal, note }) => refuseErasure(scope, id, version, { refusal, note }).then(() => true),
    { action: 'refuse' },
  );
  const started = await submit(
    page,
    RunForm,
    ({ version, name }) => privacy.run(scope, id, { version, session, name }).then(() => true),
    { action: 'run' },
  );
  const told = approved.result
    ? 'approved'
    : refused.result
      ? 'refused'
      : started.result
        ? 'started'
        : undefined;
  const failed = [approved, refused, started].find(({ error }) => error);
  return { done: told && `privacy.done.${told}`, form: (failed ?? approved).form };
}
