import { closeAccount, reopenAccount } from '#api/accounts/closing.ts';
import { CloseForm, ReopenForm } from '#api/accounts/schemas.ts';
import { submit } from '../../form.ts';

type Page = Parameters<typeof submit>[0];

/** Closing an account at the desk and opening it again, and what became of it. */
export async function actOnClosing(page: Page, id: string) {
  const { scope } = page.locals;
  const closed = await submit(
    page,
    CloseForm,
    ({ version, reason }) => closeAccount(scope, id, version, { reason }).then(() => true),
    { action: 'close' },
  );
  const opened = await submit(
    page,
    ReopenForm,
    ({ version }) => reopenAccount(scope, id, version).then(() => true),
    { action: 'reopen' },
  );
  return {
    form: opened.error ? opened.form : closed.form,
    done: closed.result ? 'accounts.done.closed' : opened.result ? 'accounts.done.reopened' : undefined,
  };
}
