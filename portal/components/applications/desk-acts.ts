import { ApproveForm, AskMoreForm, RejectForm } from '#api/applications/schemas.ts';
import { approve, askMore, findApplication, reject } from '#api/applications/service.ts';
import { submit, type Form } from '../../form.ts';

type Page = Parameters<typeof submit>[0];

/** What a form without a choice leaves out, the service need not hear. */
const named = (accountId: string | undefined) => (accountId === undefined ? {} : { accountId });

/** The decisions about an application at the desk, and what became of them. */
export async function decide(page: Page, id: string) {
  const { scope } = page.locals;
  const approved = await submit(
    page,
    ApproveForm,
    ({ version, accountId }) => approve(scope, id, version, named(accountId)).then(() => true),
    { action: 'approve' },
  );
  const asked = await submit(
    page,
    AskMoreForm,
    ({ version, question }) => askMore(scope, id, version, { question }).then(() => true),
    { action: 'ask_more' },
  );
  const rejected = await submit(
    page,
    RejectForm,
    ({ version, days, ...input }) =>
      reject(scope, id, version, { ...input, ...(days === undefined ? {} : { days }) }).then(() => true),
    { action: 'reject' },
  );
  const done = [
    approved.result && 'applications.done.approved',
    asked.result && 'applications.done.asked',
    rejected.result && 'applications.done.rejected',
  ].find(Boolean);
  const failed = [approved, asked, rejected].find(({ error }) => error);
  const found = await findApplication(scope, id);
  return {
    found,
    forms: { approve: approved.form, ask_more: asked.form, reject: rejected.form },
    refused: failed?.form satisfies Form | undefined,
    done: done || undefined,
  };
}
export type Deciding = Awaited<ReturnType<typeof decide>>;
