import { AccountFilter } from '#api/accounts/schemas.ts';
import { findAccount, listAccounts } from '#api/accounts/service.ts';
import { accountView } from '#api/accounts/view.ts';
import { can } from '#api/core/actor.ts';
import type { Scope } from '#api/core/scope.ts';
import { callersOf, findCallers, seatOf, type Caller } from '#api/requests/callers.ts';

type Company = { id: string; name: string };
export type Found = { q: string; people: Caller[]; companies: Company[] };

/** For whom a request is: somebody of an account, somebody else of it, or nobody that is known. */
export type Whom = { caller?: Caller; company?: Company; unknown?: true };

/** Whom an address names; without any the page asks. */
export async function whomIn(scope: Scope, asked: URLSearchParams): Promise<Whom | undefined> {
  const [membershipId, accountId] = [asked.get('caller'), asked.get('company')];
  if (membershipId) {
    const caller = await seatOf(scope, membershipId);
    return { caller, company: { id: caller.accountId, name: caller.accountName } };
  }
  if (accountId) return { company: (await findAccount(scope, accountId)).account };
  return asked.get('unknown') ? { unknown: true } : undefined;
}

/** Who and which companies may be meant, each company with its people. */
export async function found(scope: Scope, q: string): Promise<Found> {
  if (!q) return { q, people: [], companies: [] };
  const kinds = ['customer', 'partner'] as const;
  const [named, ...pages] = await Promise.all([
    findCallers(scope, q),
    ...(can(scope.actor, 'accounts.read')
      ? kinds.map((kind) => listAccounts(scope, AccountFilter.parse({ q, kind })))
      : []),
  ]);
  const companies = pages.flatMap(({ items }) => items.map(accountView)).slice(0, 5);
  const [only] = companies;
  const theirs = only && companies.length === 1 ? await callersOf(scope, only.id) : [];
  const people = [...named, ...theirs.filter(({ id }) => !named.some((one) => one.id === id))];
  return { q, people, companies: companies.map(({ id, name }) => ({ id, name: name ?? '' })) };
}
