import { and, eq, inArray, isNull, ne, or, sql, type SQL } from 'drizzle-orm';
import { QueryBuilder, type SQLiteColumn } from 'drizzle-orm/sqlite-core';

import { ACCESS, type EngagementGroup, type Guarded, type Path } from '#db/access.ts';
import type { Level } from '#db/enums.ts';
import { accounts, engagements } from '#db/schema/accounts.ts';
import { participants } from '#db/schema/participants.ts';
import { audiencesOf, covers, isMember, levelOf, type Actor, type Member } from './actor.ts';

/** Everything, nothing, or the rows that meet a condition. */
export type Reach = boolean | SQL;

const NOBODY = sql`0`;

/** The rows of a table that an actor may see: the one place where access paths become SQL. */
export const reach = (actor: Actor, table: Guarded): Reach => reachBy(actor, table, () => true);

/** The rows that an actor may see by some of the ways alone. */
export function reachBy(actor: Actor, table: Guarded, chosen: (path: Path) => boolean): Reach {
  if (actor.kind === 'system') return true;
  const { right, paths } = table[ACCESS];
  const level = levelOf(actor, right);
  const roads = paths()
    .filter(chosen)
    .map((path) => follow(actor, level, path));
  if (roads.includes(true)) return true;
  const conditions = roads.filter((road) => typeof road !== 'boolean');
  return conditions.length ? (or(...conditions) ?? false) : false;
}

/** `undefined` where nothing need be asked, for use in a WHERE. */
export function within(actor: Actor, table: Guarded): SQL | undefined {
  const rows = reach(actor, table);
  if (rows === true) return undefined;
  return rows === false ? NOBODY : rows;
}

function follow(actor: Actor, level: Level | undefined, path: Path): Reach {
  switch (path.via) {
    case 'audience':
      return and(inArray(path.column, audiencesOf(actor)), path.only) ?? false;
    case 'everybody':
      return isMember(actor) && path.only;
    case 'listed':
      return isMember(actor) && (and(isListed(actor, path.column), path.only) ?? false);
    case 'row':
      return throughRow(actor, path);
    case 'holder':
      return isMember(actor) && (and(ownRows(actor, path), path.only) ?? false);
    default:
      return isMember(actor) && level !== undefined && asMember(actor, level, path);
  }
}

type Road = Exclude<Path, { via: 'audience' | 'everybody' | 'listed' | 'row' | 'holder' }>;

/** The further a right goes, the more paths are open; "own" is the narrowest. */
const OPENS: Record<Road['via'], (level: Level, actor: Member) => boolean> = {
  person: (level) => level === 'own',
  owner: (level) => covers(level, 'account'),
  participant: () => true,
  engagement: (level, actor) => covers(level, 'served') && actor.kind === 'partner',
  tree: (level) => covers(level, 'tree'),
  house: (level, actor) => level === 'all' && actor.kind === 'staff',
};

function asMember(actor: Member, level: Level, path: Road): Reach {
  if (!OPENS[path.via](level, actor)) return false;
  switch (path.via) {
    case 'person':
      return ownRows(actor, path) ?? false;
    case 'owner':
      return and(eq(path.column, actor.accountId), path.only) ?? false;
    case 'participant':
      return takesPart(actor, path.column);
    case 'engagement':
      return inArray(path.column, servedCustomers(actor.accountId, path.group));
    case 'tree':
      return inArray(path.column, subAccounts(actor.accountId));
    case 'house':
      return path.only ?? true;
  }
}

function ownRows(actor: Member, path: { column: SQLiteColumn; account?: SQLiteColumn }): SQL | undefined {
  return and(eq(path.column, actor.personId), path.account && eq(path.account, actor.accountId));
}

const isListed = ({ accountId }: Member, column: SQLiteColumn): SQL =>
  sql`exists (select 1 from json_each(${column}) where value = ${accountId})`;

function throughRow(actor: Actor, path: Extract<Path, { via: 'row' }>): Reach {
  const rows = reach(actor, path.table);
  if (typeof rows === 'boolean') return rows && (path.only ?? true);
  // One look at the parent by its key: a list of all the parents in reach would grow with them.
  const parent = new QueryBuilder()
    .select({ one: sql`1` })
    .from(path.table)
    .where(and(eq(path.key, path.column), rows));
  return and(sql`exists ${parent}`, path.only) ?? false;
}

/** Asked of each row, so that SQLite keeps to the index that the other ways and the order share. */
function takesPart(actor: Member, column: SQLiteColumn): SQL {
  const mine = new QueryBuilder()
    .select({ one: sql`1` })
    .from(participants)
    .where(and(eq(participants.requestId, column), participating(actor)));
  return sql`exists ${mine}`;
}

/** As whom the actor takes part in requests. */
export const participating = ({ personId, accountId }: Member): SQL | undefined =>
  and(
    eq(participants.personId, personId),
    eq(participants.accountId, accountId),
    isNull(participants.endedAt),
  );

/** The customers a partner serves, as far as the engagement opens this group of fields. */
export const servedCustomers = (partnerId: string, group: EngagementGroup) =>
  new QueryBuilder()
    .select({ id: engagements.customerId })
    .from(engagements)
    .where(
      and(eq(engagements.partnerId, partnerId), isNull(engagements.endedAt), ne(engagements[group], 'none')),
    );

const subAccounts = (accountId: string) =>
  new QueryBuilder().select({ id: accounts.id }).from(accounts).where(eq(accounts.parentId, accountId));
