import { endSessionsIn } from '#api/auth/sessions.ts';
import { allow, conflict, stale } from '#api/core/errors.ts';
import type { Scope } from '#api/core/scope.ts';
import { accounts, type Account } from '#db/schema/accounts.ts';
import { canClose } from './policy.ts';
import type { CloseAccount } from './schemas.ts';

/**
 * Nobody acts for the account any more: its sessions end, its tokens stop, its invitations wait. What it has stays.
 *
 * @throws 403, 404, 409 `accounts.already_closed`, 412
 */
export async function closeAccount(scope: Scope, id: string, version: number, { reason }: CloseAccount) {
  const account = await accountFor(scope, id, version);
  if (account.closedAt) throw conflict('accounts.already_closed');
  await scope.write((write) => {
    write.update(accounts, account, { closedAt: new Date() });
    endSessionsIn(write, id);
    const values = { reason: { after: reason, audience: 'staff' as const } };
    write.record('account.closed', { id, accountId: id }, { values });
  });
}

/** Its people can sign in again. @throws 403, 404, 409 `accounts.not_closed`, 412 */
export async function reopenAccount(scope: Scope, id: string, version: number): Promise<void> {
  const account = await accountFor(scope, id, version);
  if (!account.closedAt) throw conflict('accounts.not_closed');
  await scope.write((write) => {
    write.update(accounts, account, { closedAt: null });
    write.record('account.reopened', { id, accountId: id });
  });
}

async function accountFor(scope: Scope, id: string, version: number): Promise<Account> {
  const account = await scope.find(accounts, id);
  allow(canClose(scope.actor, account));
  if (account.version !== version) throw stale();
  return account;
}
