import { and, eq, getTableName, inArray, sql, type SQL } from 'drizzle-orm';
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core';

import type { Guarded, Shared } from '#db/access.ts';
import type { Database } from '#db/client.ts';
import type { EventAudience } from '#db/enums.ts';
import { eventValues } from '#db/schema/events.ts';
import { files, type File } from '#db/schema/files.ts';
import type { Search } from '#search/index.ts';
import type { Storage } from '../files/storage.ts';
import { audiencesOf, isMember, system, type Actor } from './actor.ts';
import { forbidden, notFound } from './errors.ts';
import { within } from './reach.ts';
import { Write } from './write.ts';

/** What wants to be part of the next batch, whatever that is about. */
export type Claim = { join(write: Write): void; taken(): void };

type Columns = Record<string, SQLiteColumn | SQL | SQL.Aliased>;

/** Counts are exact up to here; beyond, "1,000+" tells enough and costs little. */
export const COUNT_LIMIT = 1_000;

/** What a Scope looks at: the rows, their index and the bytes of files. */
export type Base = { db: Database; search: Search; storage: Storage };

/**
 * The database as one actor sees it. Features never hold a connection: a table can only be read and written
 * through here, so the question whose rows these are is answered once, by `reach`.
 */
export class Scope {
  readonly actor: Actor;
  readonly requestId: string | undefined;
  readonly #base: Base;
  readonly #claim: Claim | undefined;
  readonly #lookOnly: boolean;

  constructor(
    base: Base,
    actor: Actor,
    request: { id?: string | undefined; claim?: Claim | undefined; lookOnly?: boolean } = {},
  ) {
    this.#base = base;
    this.actor = actor;
    this.requestId = request.id;
    this.#claim = request.claim;
    this.#lookOnly = request.lookOnly ?? (isMember(actor) && actor.viewerId !== undefined);
  }

  select<T extends Guarded>(table: T, where?: SQL) {
    return this.#base.db.reader.select().from(table).where(this.#within(table, where));
  }

  /** Chosen columns, for lists, joins and sums. A join goes along a foreign key of the scoped row. */
  pick<T extends Guarded, C extends Columns>(table: T, columns: C, where?: SQL) {
    return this.#base.db.reader.select(columns).from(table).where(this.#within(table, where));
  }

  /** Rows of a table that belongs to nobody. */
  shared<T extends Shared<SQLiteTable>>(table: T, where?: SQL) {
    return this.#base.db.reader.select().from(table).where(where);
  }

  /** @throws 404 for what is not there and for what is not the actor's: the two look the same. */
  async find<T extends Guarded>(table: T, id: string): Promise<T['$inferSelect']> {
    const [row] = await this.select(table, eq(table.id, id)).limit(1);
    if (!row) throw notFound(getTableName(table));
    return row as T['$inferSelect'];
  }

  /** @returns the number of rows, or COUNT_LIMIT + 1 for any number beyond it */
  async count(table: Guarded, where?: SQL): Promise<number> {
    const some = this.#base.db.reader
      .select({ one: sql`1` })
      .from(table)
      .where(this.#within(table, where))
      .limit(COUNT_LIMIT + 1)
      .as('some');
    const [row] = await this.#base.db.reader.select({ count: sql<number>`count(*)` }).from(some);
    return row?.count ?? 0;
  }

  /**
   * Collects what `build` wants written and writes it as one batch: all of it or nothing.
   *
   * @throws 403 `viewing.look_only` through the eyes of somebody else
   */
  async write<R>(build: (write: Write) => R): Promise<R> {
    if (this.#lookOnly) throw forbidden('viewing.look_only');
    const write = new Write(this.#base.db.direct, this.actor, this.requestId);
    this.#claim?.join(write);
    const result = build(write);
    await write.commit(this.#base.db.writer);
    this.#claim?.taken();
    return result;
  }

  /** For what the house does on its own behalf after the actor's rights were checked. */
  asSystem(job: string): Scope {
    return new Scope(this.#base, system(job), {
      id: this.requestId,
      claim: this.#claim,
      lookOnly: this.#lookOnly,
    });
  }

  /** The same actor with a claim to act once. */
  claiming(claim: Claim): Scope {
    return new Scope(this.#base, this.actor, { id: this.requestId, claim });
  }

  /** Hits are only what is published for this actor: the audience is part of the query. */
  search(query: Omit<Parameters<Search['find']>[0], 'audiences'>) {
    return this.#base.search.find({ ...query, audiences: audiencesOf(this.actor) });
  }

  /** The file that a row of the actor's points at. */
  async fileOf(row: { fileId: string }): Promise<File> {
    const [file] = await this.#base.db.reader.select().from(files).where(eq(files.id, row.fileId));
    if (!file) throw notFound('files');
    return file;
  }

  /** The values that events recorded, as far as their readers go. The caller has found the events. */
  async eventValues(eventIds: string[], audiences: EventAudience[]) {
    if (!eventIds.length) return [];
    return this.#base.db.reader
      .select()
      .from(eventValues)
      .where(and(inArray(eventValues.eventId, eventIds), inArray(eventValues.audience, audiences)));
  }

  /** Where the bytes of a file are, once the row that points at it was found. */
  get storage(): Storage {
    return this.#base.storage;
  }

  /** The parentheses matter: drizzle's `and` leaves a hand-written OR bare, and OR would widen the scope. */
  #within(table: Guarded, where?: SQL): SQL | undefined {
    return and(within(this.actor, table), where && sql`(${where})`);
  }
}
