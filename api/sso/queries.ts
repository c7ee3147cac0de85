import { and, asc, desc, eq, isNotNull, sql } from 'drizzle-orm';

import { canBreakGlass } from '#api/auth/break-glass.ts';
import type { Scope } from '#api/core/scope.ts';
import { LEADING, presetId } from '#api/people/roles.ts';
import type { AccountKind } from '#db/enums.ts';
import { events } from '#db/schema/events.ts';
import { memberships, people } from '#db/schema/people.ts';
import { ssoConnections, ssoDomains, type SsoConnection, type SsoDomain } from '#db/schema/sso.ts';

const SHOWN = 100;
const FAILURES = 5;

export async function connectionOf(scope: Scope, accountId: string): Promise<SsoConnection | undefined> {
  const [found] = await scope.select(ssoConnections, eq(ssoConnections.accountId, accountId)).limit(1);
  return found;
}

export const domainsOf = (scope: Scope, accountId: string): Promise<SsoDomain[]> =>
  scope
    .select(ssoDomains, eq(ssoDomains.accountId, accountId))
    .orderBy(asc(ssoDomains.domain), asc(ssoDomains.id))
    .limit(SHOWN);

export const isVerified = (domain: string) =>
  and(eq(ssoDomains.domain, domain), isNotNull(ssoDomains.verifiedAt));

/** The connection that vouches for the addresses of a domain. */
export async function connectionAt(scope: Scope, domain: string): Promise<SsoConnection | undefined> {
  const [found] = await scope.select(ssoDomains, isVerified(domain)).limit(1);
  return found && connectionOf(scope, found.accountId);
}

/** Those who lead an account, and whether they could come in without the provider. */
export const leadersOf = (scope: Scope, account: { id: string; kind: AccountKind }) =>
  scope
    .pick(
      memberships,
      {
        id: memberships.id,
        name: people.name,
        email: people.email,
        isAble: sql<number>`${canBreakGlass()}`.mapWith(Boolean),
      },
      and(
        eq(memberships.accountId, account.id),
        eq(memberships.roleId, presetId(account.kind, LEADING[account.kind])),
        sql`${memberships.endedAt} is null`,
      ),
    )
    .innerJoin(people, eq(people.id, memberships.personId))
    .orderBy(asc(memberships.createdAt), asc(memberships.id))
    .limit(SHOWN);

export type Leader = Awaited<ReturnType<typeof leadersOf>>[number];

/** Why the last ones did not come in. */
export const failuresOf = (scope: Scope, connectionId: string) =>
  scope
    .pick(
      events,
      { id: events.id, at: events.at, data: events.data },
      and(eq(events.subjectId, connectionId), eq(events.name, 'sso.failed')),
    )
    .orderBy(desc(events.at), desc(events.id))
    .limit(FAILURES);
