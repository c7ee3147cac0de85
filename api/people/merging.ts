import { and, asc, eq, inArray, isNull, ne, sql } from 'drizzle-orm';
import { SQLiteSyncDialect, type SQLiteColumn } from 'drizzle-orm/sqlite-core';

import { requireBreakGlass } from '#api/auth/break-glass.ts';
import { allow, conflict, notFound, stale } from '#api/core/errors.ts';
import { HOUSE_ID } from '#api/core/house.ts';
import type { Scope } from '#api/core/scope.ts';
import type { Write } from '#api/core/write.ts';
import { opportunities } from '#db/schema/opportunities.ts';
import { codes, memberships, people, type Membership, type Person } from '#db/schema/people.ts';
import { erasures } from '#db/schema/privacy.ts';
import { requests } from '#db/schema/requests.ts';
import { tokens } from '#db/schema/tokens.ts';
import { columnsThat } from './becoming.ts';
import { canMerge } from './policy.ts';
import { seatsOf, type SeatOf } from './queries.ts';
import { leads } from './roles.ts';

const LIKELY = 10;

/** What becomes of a seat: the other takes it, or has one there, which stays, comes back or now leads. */
export type SeatChange = 'taken' | 'had' | 'restored' | 'led' | 'left';

export type MergePlan = {
  gone: Person;
  kept: Person;
  /** The seats of both, as they were read. */
  read: SeatOf[];
  /** Those of the one who goes. */
  seats: { seat: SeatOf; met: SeatOf | undefined; change: SeatChange }[];
  requests: number;
  opportunities: number;
  tokens: number;
};

/** By the address that the other entry has. @throws 404 */
export async function entryOf(scope: Scope, email: string): Promise<Person> {
  const [person] = await scope.select(people, eq(people.email, email)).limit(1);
  if (!person) throw notFound('people');
  return person;
}

/** Other entries with the same name, since that is how one person comes to have two. */
export async function likeliest(scope: Scope, personId: string): Promise<Person[]> {
  const { name } = await scope.find(people, personId);
  const same = and(
    sql`${people.name} = ${name} collate nocase`,
    ne(people.id, personId),
    isNull(people.mergedIntoId),
  );
  return scope.select(people, same).orderBy(asc(people.email)).limit(LIKELY);
}

/** Both entries as they were read. */
type Versions = { gone: number; kept: number };

/** What merging would do. @throws 403, 404, 409 where the two cannot be one, 412 */
export async function planMerge(
  scope: Scope,
  goneId: string,
  keptId: string,
  versions?: Versions,
): Promise<MergePlan> {
  allow(canMerge(scope.actor));
  const [gone, kept] = await Promise.all([scope.find(people, goneId), scope.find(people, keptId)]);
  if (versions && (gone.version !== versions.gone || kept.version !== versions.kept)) throw stale();
  const read = await seatsOf(scope, [goneId, keptId]);
  requireMergeable(gone, kept, read);
  const held = {
    requests: eq(requests.requesterId, goneId),
    opportunities: eq(opportunities.ownerId, goneId),
  };
  const [asked, owned, live] = await Promise.all([
    scope.count(requests, held.requests),
    scope.count(opportunities, held.opportunities),
    scope.count(tokens, and(eq(tokens.personId, goneId), isNull(tokens.revokedAt))),
  ]);
  return {
    gone,
    kept,
    read,
    seats: read.filter(({ personId }) => personId === goneId).map((seat) => meeting(seat, keptId, read)),
    requests: asked,
    opportunities: owned,
    tokens: live,
  };
}

/**
 * Two entries of one person become one. It cannot be taken back.
 *
 * @throws 403, 404, 409, 412
 */
export async function mergePeople(
  scope: Scope,
  { goneId, keptId, versions }: { goneId: string; keptId: string; versions: Versions },
): Promise<MergePlan> {
  const plan = await planMerge(scope, goneId, keptId, versions);
  const { gone, kept, read, seats } = plan;
  await scope.write((write) => {
    asRead(write, [goneId, keptId], read);
    notBeingErased(write, [goneId, keptId]);
    write.update(people, gone, { mergedIntoId: keptId, disabledAt: gone.disabledAt ?? new Date() });
    write.update(people, kept, {});
    for (const one of seats) seat(write, keptId, one);
    write.mark(tokens, and(eq(tokens.personId, goneId), isNull(tokens.revokedAt)), { revokedAt: new Date() });
    for (const column of columnsThat('follows')) follow(write, column, goneId, keptId);
    for (const column of [...columnsThat('goes'), codes.subjectId]) remove(write, column, goneId);
    requireBreakGlass(write, { personId: keptId });
    const accountIds = new Set(read.map((one) => one.accountId));
    for (const accountId of accountIds)
      write.record('person.merged', { id: keptId, accountId }, { data: { from: goneId } });
  });
  return plan;
}

function requireMergeable(gone: Person, kept: Person, seats: SeatOf[]) {
  if (gone.id === kept.id) throw conflict('people.merge_same');
  if (gone.mergedIntoId || kept.mergedIntoId) throw conflict('people.already_merged');
  if (kept.disabledAt) throw conflict('people.merge_blocked');
  // What is nameless stays so.
  if (gone.erasedAt) throw conflict('people.erased');
  if (gone.robot || kept.robot) throw conflict('people.merge_program');
  // Nobody comes by the rights of the house this way, and nobody of the house loses his.
  if (seats.some(({ accountId }) => accountId === HOUSE_ID)) throw conflict('people.merge_staff');
}

/** Versions only grow: where their sum is the same, no seat has come and none was touched. */
function asRead(write: Write, personIds: string[], read: SeatOf[]): void {
  const sum = read.reduce((total, { version }) => total + version, 0);
  const now = sql`select total(${memberships.version}) from ${memberships}
    where ${inArray(memberships.personId, personIds)}`;
  write.require(sql`(${now}) = ${sum}`, stale());
}

/** Whoever has asked to be erased would be so with half of what is held. */
function notBeingErased(write: Write, personIds: string[]): void {
  const open = and(
    inArray(erasures.personId, personIds),
    inArray(erasures.state, ['asked', 'approved', 'running']),
  );
  write.require(
    sql`not exists (select 1 from ${erasures} where ${open})`,
    conflict('people.merge_being_erased'),
  );
}

function meeting(seat: SeatOf, keptId: string, seats: SeatOf[]): MergePlan['seats'][number] {
  const met = seats.find(({ personId, accountId }) => personId === keptId && accountId === seat.accountId);
  if (!met) return { seat, met, change: 'taken' };
  if (seat.endedAt) return { seat, met, change: 'left' };
  if (met.endedAt) return { seat, met, change: 'restored' };
  return { seat, met, change: leads(seat) && !leads(met) ? 'led' : 'had' };
}

function seat(write: Write, personId: string, { seat: mine, met, change }: MergePlan['seats'][number]): void {
  const role: Partial<Membership> = { roleId: mine.roleId };
  if (change === 'taken') write.update(memberships, mine, { personId });
  if (change === 'restored' && met) write.update(memberships, met, { ...role, endedAt: null });
  if (change === 'led' && met) write.update(memberships, met, role);
  if (change !== 'taken' && change !== 'left') write.update(memberships, mine, { endedAt: new Date() });
}

const dialect = new SQLiteSyncDialect();
const statement = (write: Write, query: ReturnType<typeof sql>) =>
  write.also({ toSQL: () => dialect.sqlToQuery(query) });

/** Where only one of the two rows can be, that of the entry that is kept stays. */
function follow(write: Write, column: SQLiteColumn, from: string, to: string): void {
  const name = sql.identifier(column.name);
  statement(write, sql`update or ignore ${column.table} set ${name} = ${to} where ${name} = ${from}`);
}

function remove(write: Write, column: SQLiteColumn, personId: string): void {
  const name = sql.identifier(column.name);
  statement(write, sql`delete from ${column.table} where ${name} = ${personId}`);
}
