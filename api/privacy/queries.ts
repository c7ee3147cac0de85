import { and, asc, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';

import { keyset } from '#api/core/paging.ts';
import type { Scope } from '#api/core/scope.ts';
import { accounts } from '#db/schema/accounts.ts';
import { imports } from '#db/schema/imports.ts';
import { memberships, people, roles } from '#db/schema/people.ts';
import { erasures } from '#db/schema/privacy.ts';
import { LEADING } from '#api/people/roles.ts';
import type { ErasureFilter } from './schemas.ts';

const deciders = alias(people, 'deciders');
const SHOWN = 50;

const columns = {
  id: erasures.id,
  number: erasures.number,
  personId: erasures.personId,
  personName: people.name,
  personEmail: people.email,
  channel: erasures.channel,
  state: erasures.state,
  reason: erasures.reason,
  dueAt: erasures.dueAt,
  refusal: erasures.refusal,
  refusalNote: erasures.refusalNote,
  deciderName: deciders.name,
  position: erasures.position,
  tally: erasures.tally,
  createdAt: erasures.createdAt,
  endedAt: erasures.endedAt,
  version: erasures.version,
};

const rowsOf = (scope: Scope, where: Parameters<Scope['pick']>[2]) =>
  scope
    .pick(erasures, columns, where)
    .innerJoin(people, eq(people.id, erasures.personId))
    .leftJoin(deciders, eq(deciders.id, erasures.decidedBy));

export type ErasureRow = Awaited<ReturnType<typeof rowsOf>>[number];

export async function erasureById(scope: Scope, id: string): Promise<ErasureRow | undefined> {
  const [found] = await rowsOf(scope, eq(erasures.id, id)).limit(1);
  return found;
}

/** Written as the index has it, so that SQLite takes it. */
const open = sql`${erasures.state} in ('asked', 'approved', 'running')`;
const closed = sql`+${erasures.state} in ('done', 'refused', 'withdrawn')`;

/** Open ones by the day they are due, the others newest first. */
export async function erasuresPage(scope: Scope, filter: ErasureFilter) {
  const isOpen = filter.tab === 'open';
  const keys = keyset(
    {
      column: isOpen ? erasures.dueAt : erasures.createdAt,
      id: erasures.id,
      direction: isOpen ? 'asc' : 'desc',
    },
    filter,
  );
  const tab = isOpen ? open : closed;
  const [rows, total] = await Promise.all([
    rowsOf(scope, and(tab, keys.where))
      .orderBy(...keys.orderBy)
      .limit(keys.limit),
    scope.count(erasures, tab),
  ]);
  return { ...keys.page(rows, (row) => [isOpen ? row.dueAt : row.createdAt, row.id]), total };
}

/** What somebody has asked himself, newest first. */
export const erasuresOf = (scope: Scope, personId: string) =>
  rowsOf(scope, eq(erasures.personId, personId))
    .orderBy(desc(erasures.createdAt), desc(erasures.id))
    .limit(SHOWN);

/** What a person may do in the house. */
export const standingInHouse = (scope: Scope, personId: string, houseId: string) =>
  scope
    .pick(
      memberships,
      { rights: roles.rights, fields: roles.fields },
      and(
        eq(memberships.personId, personId),
        eq(memberships.accountId, houseId),
        isNull(memberships.endedAt),
      ),
    )
    .innerJoin(roles, eq(roles.id, memberships.roleId))
    .limit(1);

const others = alias(memberships, 'others');
const able = alias(people, 'able');

/** Led by this person, and by nobody else who can. */
export const ledAlone = (personId: string) =>
  and(
    eq(memberships.personId, personId),
    isNull(memberships.endedAt),
    sql`exists (select 1 from ${accounts} where ${accounts.id} = ${memberships.accountId}
      and ${accounts.closedAt} is null)`,
    sql`exists (select 1 from ${roles} where ${roles.id} = ${memberships.roleId} and ${roles.preset} = 1
      and ${roles.key} in ${[...new Set(Object.values(LEADING))]})`,
    sql`not exists (select 1 from ${memberships} as others join ${people} as able on ${able.id} = ${others.personId}
      where ${others.accountId} = ${memberships.accountId} and ${others.roleId} = ${memberships.roleId}
      and ${others.personId} <> ${personId} and ${others.endedAt} is null and ${able.disabledAt} is null)`,
  );

export const accountsLedAlone = (scope: Scope, personId: string) =>
  scope
    .pick(
      memberships,
      { id: memberships.id, accountId: accounts.id, name: accounts.name },
      ledAlone(personId),
    )
    .innerJoin(accounts, eq(accounts.id, memberships.accountId))
    .limit(SHOWN);

/** Files that are being read may bring back what is erased. */
export const atWork = inArray(imports.state, ['checking', 'running']);
export const importsAtWork = (scope: Scope) =>
  scope
    .pick(imports, { id: imports.id, name: imports.fileName }, atWork)
    .orderBy(asc(imports.createdAt))
    .limit(SHOWN);
