import { and, asc, eq, isNull, sql } from 'drizzle-orm';

import { isStaff } from '#api/core/actor.ts';
import { HOUSE_ID } from '#api/core/house.ts';
import type { Scope } from '#api/core/scope.ts';
import { memberships, people, roles } from '#db/schema/people.ts';

/** Whom a request can be assigned to. */
export type Agent = { id: string; name: string };

/** Everybody who may answer requests. */
export async function listAgents(scope: Scope): Promise<Agent[]> {
  if (!isStaff(scope.actor) && scope.actor.kind !== 'system') return [];
  const answering = sql`json_extract(${roles.rights}, '$."requests.work"') is not null`;
  const inHouse = and(eq(memberships.accountId, HOUSE_ID), isNull(memberships.endedAt));
  return scope
    .pick(memberships, { id: people.id, name: people.name }, inHouse)
    .innerJoin(roles, and(eq(roles.id, memberships.roleId), answering))
    .innerJoin(
      people,
      and(eq(people.id, memberships.personId), isNull(people.disabledAt), eq(people.robot, false)),
    )
    .orderBy(asc(people.name), asc(people.id))
    .limit(200);
}
