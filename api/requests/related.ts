import { and, asc, desc, eq, inArray, isNull, ne } from 'drizzle-orm';

import { goesTo } from '#api/core/actor.ts';
import type { Scope } from '#api/core/scope.ts';
import { accounts, engagements } from '#db/schema/accounts.ts';
import { requests, type Request } from '#db/schema/requests.ts';
import { reference } from './reference.ts';
import { statusesIn } from './status.ts';

const SHOWN = 200;
const OTHERS_SHOWN = 5;

export type Served = { id: string; name: string };
/** A partner whom the customer has let into its requests. */
export type Reader = { name: string; access: 'none' | 'read' | 'edit' };
export type Other = Pick<Request, 'id' | 'subject' | 'status'> & { reference: string };

const running = isNull(engagements.endedAt);

/** The customers for whom a partner may ask, apart from itself. */
export async function listServed(scope: Scope): Promise<Served[]> {
  const { actor } = scope;
  if (!goesTo(actor, 'requests.submit', 'served') || actor.kind !== 'partner') return [];
  return scope
    .pick(
      engagements,
      { id: accounts.id, name: accounts.name },
      and(
        eq(engagements.partnerId, actor.accountId),
        eq(engagements.requests, 'edit'),
        ne(engagements.identity, 'none'),
        running,
      ),
    )
    .innerJoin(accounts, eq(accounts.id, engagements.customerId))
    .orderBy(asc(accounts.name), asc(accounts.id))
    .limit(SHOWN);
}

/** A company that a list is narrowed to. @throws 404 */
export async function accountNamed(scope: Scope, id: string): Promise<Served> {
  const { name } = await scope.find(accounts, id);
  return { id, name };
}

/** Who reads the requests of a customer besides itself and the house; a partner hears of nobody but itself. */
export async function readersOf(scope: Scope, accountId: string): Promise<Reader[]> {
  return scope
    .pick(
      engagements,
      { name: accounts.name, access: engagements.requests },
      and(eq(engagements.customerId, accountId), ne(engagements.requests, 'none'), running),
    )
    .innerJoin(accounts, eq(accounts.id, engagements.partnerId))
    .orderBy(asc(accounts.name), asc(accounts.id))
    .limit(SHOWN);
}

/** What else the account has asked, newest first, and how many of all are open. */
export async function listOthers(
  scope: Scope,
  { id, accountId }: Pick<Request, 'id' | 'accountId'>,
): Promise<{ items: Other[]; open: number }> {
  const ofAccount = eq(requests.accountId, accountId);
  const unfinished = [...statusesIn('open', 'agent'), ...statusesIn('waiting', 'agent')];
  const [rows, open] = await Promise.all([
    scope
      .pick(
        requests,
        { id: requests.id, number: requests.number, subject: requests.subject, status: requests.status },
        and(ofAccount, ne(requests.id, id)),
      )
      .orderBy(desc(requests.lastMessageAt), desc(requests.id))
      .limit(OTHERS_SHOWN),
    scope.count(requests, and(ofAccount, inArray(requests.status, unfinished))),
  ]);
  return { items: rows.map(({ number, ...row }) => ({ ...row, reference: reference({ number }) })), open };
}
