import { isNotNull, isNull, sql, type SQL } from 'drizzle-orm';

import { conflict } from '#api/core/errors.ts';
import type { Write } from '#api/core/write.ts';
import { leadingIds } from '#api/people/roles.ts';
import { passkeys, totps } from '#db/schema/factors.ts';
import { memberships, passwords, people } from '#db/schema/people.ts';
import { ssoConnections } from '#db/schema/sso.ts';

const hasPasskey = sql`exists (select 1 from ${passkeys} where ${passkeys.personId} = ${people.id})`;
const hasPassword = sql`exists (select 1 from ${passwords} where ${passwords.personId} = ${people.id})`;
const hasSecond = sql`exists (
  select 1 from ${totps} where ${totps.personId} = ${people.id} and ${isNotNull(totps.confirmedAt)}
)`;

/** Who leads an account and can show two factors: a condition on `memberships` joined with `people`. */
export const canBreakGlass = (): SQL => sql`(
  ${memberships.roleId} in ${leadingIds} and ${isNull(memberships.endedAt)} and ${isNull(people.disabledAt)}
  and (${hasPasskey} or (${hasPassword} and ${hasSecond}))
)`;

const somebody = sql`exists (
  select 1 from ${memberships} join ${people} on ${people.id} = ${memberships.personId}
  where ${memberships.accountId} = ${ssoConnections.accountId} and ${canBreakGlass()}
    and ${memberships.id} in (select named.value from json_each(${ssoConnections.breakGlass}) as named)
)`;

/**
 * Where a provider is the only way in, somebody must be left who comes in without it. Asked at the end of every batch
 * that could take the last one away.
 *
 * @throws 409 `sso.last_break_glass`
 */
export function requireBreakGlass(write: Write, about: { accountId: string } | { personId: string }): void {
  const theirs =
    'accountId' in about
      ? sql`${ssoConnections.accountId} = ${about.accountId}`
      : sql`${about.personId} in (
          select ${memberships.personId} from ${memberships}
          where ${memberships.accountId} = ${ssoConnections.accountId}
        )`;
  const shut = sql`${isNotNull(ssoConnections.enforcedAt)} and ${theirs} and not ${somebody}`;
  write.require(
    sql`not exists (select 1 from ${ssoConnections} where ${shut})`,
    conflict('sso.last_break_glass'),
  );
}
