import type { InStatement, InValue } from '@libsql/client';
import { and, eq, getTableColumns, getTableName, is, SQL, sql } from 'drizzle-orm';
import { SQLiteSyncDialect, type SQLiteColumn, type SQLiteTable } from 'drizzle-orm/sqlite-core';

import type { Guarded } from '#db/access.ts';
import type { Database } from '#db/client.ts';
import type { EventAudience } from '#db/enums.ts';
import type { EventName } from '#db/event-names.ts';
import { newId } from '#db/ids.ts';
import { events, eventValues } from '#db/schema/events.ts';
import { counters } from '#db/schema/jobs.ts';
import { GuardFailed, guardSql } from '#db/writer.ts';
import { actorId, isMember, type Actor } from './actor.ts';
import { forbidden, stale, type AppError } from './errors.ts';
import { within } from './reach.ts';

type Versioned<T extends SQLiteTable = SQLiteTable> = Guarded<T> & {
  version: SQLiteColumn;
  updatedAt: SQLiteColumn;
};
type Row<T extends SQLiteTable> = T['$inferSelect'];
type Query = { toSQL(): { sql: string; params: unknown[] } };

/** What a field was and is, and who may read it in the history. */
export type Change = { before?: unknown; after?: unknown; audience: EventAudience };

export type Happening = {
  /** Who may know that it happened at all; the account it is about, unless said otherwise. */
  audience?: EventAudience;
  /** Facts without personal data: ids, states, counts. */
  data?: Record<string, unknown>;
  values?: Record<string, Change>;
};

const dialect = new SQLiteSyncDialect();

/**
 * One batch in the making. Every row an actor writes must be one that it reaches, and every update one that still
 * has the version it was read at; otherwise nothing of the batch happens, events included.
 */
export class Write {
  /** Whatever one batch records, it records for one moment. */
  readonly at = new Date();
  readonly #db: Database['direct'];
  readonly #actor: Actor;
  readonly #requestId: string | undefined;
  readonly #statements: InStatement[] = [];
  readonly #guards = new Map<number, AppError>();

  constructor(db: Database['direct'], actor: Actor, requestId: string | undefined) {
    this.#db = db;
    this.#actor = actor;
    this.#requestId = requestId;
  }

  /** Adds a row and returns it. `computed` are columns whose value only the database knows, such as `next()`. */
  insert<T extends Guarded, K extends keyof Row<T> = never>(
    table: T,
    values: Omit<T['$inferInsert'], K>,
    computed?: Record<K, SQL>,
  ): Omit<Row<T>, K> {
    const complete = withDefaults(table, values);
    this.also(this.#db.insert(table).values({ ...complete, ...computed } as never));
    const mine = within(this.#actor, table);
    if (mine) {
      const seen = this.#db
        .select({ one: sql`1` })
        .from(table)
        .where(and(eq(table.id, complete['id']), mine));
      this.require(sql`exists ${seen}`, forbidden());
    }
    return complete as Row<T>;
  }

  /** Changes a row that was read before. @throws 412 when somebody changed it since. */
  update<T extends Versioned>(table: T, row: { id: string; version: number }, change: Partial<Row<T>>): void {
    const set = { ...change, version: row.version + 1, updatedAt: new Date() };
    const same = and(eq(table.id, row.id), eq(table.version, row.version), within(this.#actor, table));
    this.also(
      this.#db
        .update(table)
        .set(set as never)
        .where(same),
    );
    this.#guard('changes() = 1', [], stale());
  }

  /** Changes whatever rows meet the condition, without asking for a version: running totals and marks. */
  mark<T extends Guarded>(
    table: T,
    where: SQL | undefined,
    set: { [K in keyof Row<T>]?: Row<T>[K] | SQL },
  ): void {
    this.also(
      this.#db
        .update(table)
        .set(set as never)
        .where(and(where, within(this.#actor, table))),
    );
  }

  /** Removes the rows that meet the condition. */
  remove<T extends Guarded>(table: T, where: SQL): void {
    this.also(this.#db.delete(table).where(and(sql`(${where})`, within(this.#actor, table))));
  }

  /** The next number of a series, to be used in a statement of this batch. */
  next(series: string): SQL {
    this.also(
      this.#db
        .insert(counters)
        .values({ name: series, value: 1 })
        .onConflictDoUpdate({ target: counters.name, set: { value: sql`${counters.value} + 1` } }),
    );
    return sql`(select value from counters where name = ${series})`;
  }

  /** Says what happened. It becomes history, activity and whatever `api/reactions.ts` lets follow. */
  record(name: EventName, subject: { id: string; accountId: string }, happening: Happening = {}): string {
    const id = newId('evt');
    this.also(
      this.#db.insert(events).values({
        id,
        name,
        at: this.at,
        audience: happening.audience ?? 'account',
        accountId: subject.accountId,
        subjectType: name.slice(0, name.indexOf('.')),
        subjectId: subject.id,
        actorKind: this.#actor.kind,
        actorId: actorId(this.#actor),
        actorAccountId: isMember(this.#actor) ? this.#actor.accountId : null,
        requestId: this.#requestId ?? null,
        data: { ...happening.data, ...throughToken(this.#actor) },
      }),
    );
    const values = Object.entries(happening.values ?? {}).map(([field, change]) => ({
      eventId: id,
      field,
      ...change,
    }));
    if (values.length) this.also(this.#db.insert(eventValues).values(values));
    return id;
  }

  /** A statement that a machine-room module brings itself. */
  also(query: Query): void {
    const { sql: text, params } = query.toSQL();
    this.#statements.push({ sql: text, args: params as InValue[] });
  }

  /** Lets the batch fail with `error` when the condition does not hold at this point of it. */
  require(condition: SQL, error: AppError): void {
    const { sql: text, params } = dialect.sqlToQuery(condition);
    this.#guard(text, params as InValue[], error);
  }

  /** Exactly one row was changed by the statement before. */
  requireOne(error: AppError): void {
    this.#guard('changes() = 1', [], error);
  }

  get isEmpty(): boolean {
    return this.#statements.length === 0;
  }

  async commit(writer: Database['writer']): Promise<void> {
    try {
      await writer.batch(this.#statements);
    } catch (error) {
      throw (error instanceof GuardFailed && this.#guards.get(error.statement)) || error;
    }
  }

  #guard(condition: string, args: InValue[], error: AppError) {
    this.#guards.set(this.#statements.length, error);
    this.#statements.push({ sql: guardSql(condition), args });
  }
}

const throughToken = (actor: Actor) =>
  isMember(actor) && actor.tokenId ? { tokenId: actor.tokenId } : undefined;

/** All columns with their values as they will be stored, so that the row need not be read back. */
function withDefaults(table: SQLiteTable, values: Record<string, unknown>): Record<string, unknown> {
  const filled = Object.entries(getTableColumns(table)).map(([key, column]) => {
    const given = values[key];
    if (given !== undefined) return [key, given];
    if (column.defaultFn) return [key, column.defaultFn()];
    if (is(column.default, SQL))
      throw new Error(`${getTableName(table)}.${key} has a default only SQLite knows`);
    return [key, column.default ?? null];
  });
  return Object.fromEntries(filled);
}
