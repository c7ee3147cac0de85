import { eq } from 'drizzle-orm';
import type { Session } from 'lucia';

import { owesSecond } from '#api/auth/second-factor.ts';
import { can, isMember, type Actor, type Member } from '#api/core/actor.ts';
import { allow, conflict, stale } from '#api/core/errors.ts';
import type { Scope } from '#api/core/scope.ts';
import { accounts, type Account } from '#db/schema/accounts.ts';

/** Whoever looks after the people of an account, for the account itself or for the house. */
export const canAskForSecond = (actor: Actor, account: Pick<Account, 'id'>): actor is Member =>
  can(actor, 'people.manage') && (actor.kind === 'staff' || account.id === actor.accountId);

const isOwn = (actor: Actor, accountId: string) => isMember(actor) && actor.accountId === accountId;

/** What the session of whoever asks has shown; a program has none. */
type Shown = Session | undefined;

/** Since when an account asks for a second factor, for who may change that. */
export async function secondFactorOf(scope: Scope, id: string) {
  if (!canAskForSecond(scope.actor, { id })) return undefined;
  const [account] = await scope.select(accounts, eq(accounts.id, id)).limit(1);
  return account && { account: account.name, version: account.version, since: account.secondFactorAt };
}

/**
 * From now on nobody acts for the account who has not set up a second factor.
 *
 * @throws 403, 404, 409 `people.second_yourself` for who would shut himself out, 412
 */
export async function askForSecond(scope: Scope, shown: Shown, id: string, version: number): Promise<void> {
  const account = await accountFor(scope, id, version);
  if (shown && isOwn(scope.actor, id) && owesSecond({ ...shown, asksSecond: true }))
    throw conflict('people.second_yourself');
  await set(scope, account, new Date());
}

/** One factor is enough again. @throws 403, 404, 412 */
export async function letOneDo(scope: Scope, id: string, version: number): Promise<void> {
  await set(scope, await accountFor(scope, id, version), null);
}

async function accountFor(scope: Scope, id: string, version: number): Promise<Account> {
  const account = await scope.find(accounts, id);
  allow(canAskForSecond(scope.actor, account));
  if (account.version !== version) throw stale();
  return account;
}

const set = (scope: Scope, account: Account, secondFactorAt: Date | null) =>
  scope.write((write) => {
    const { id } = account;
    write.update(accounts, account, { secondFactorAt });
    const name = secondFactorAt ? 'account.second_factor_asked' : 'account.second_factor_optional';
    write.record(name, { id, accountId: id });
  });
