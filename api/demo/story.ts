import { Readable } from 'node:stream';

import type { InStatement, InValue } from '@libsql/client';
import type { SQL } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';

import { actorKindOf } from '#api/core/actor.ts';
import { HOUSE_ID } from '#api/core/house.ts';
import type { Change } from '#api/core/write.ts';
import type { Storage } from '#api/files/storage.ts';
import type { Database } from '#db/client.ts';
import type { EventAudience } from '#db/enums.ts';
import type { EventName } from '#db/event-names.ts';
import { newId } from '#db/ids.ts';
import { files } from '#db/schema/files.ts';
import {
  accounts,
  dayOf,
  momentOf,
  people,
  type Account,
  type AccountKey,
  type Day,
  type Moment,
  type PersonKey,
} from './content/index.ts';

/** Something that happened before anybody looked. */
export type Happening = {
  name: EventName;
  at: Date;
  /** A person, a website or a job. */
  by: PersonKey | { site: string } | { job: string };
  subject: { id: string; accountId: string };
  audience?: EventAudience;
  data?: Record<string, unknown>;
  values?: Record<string, Change>;
};

type Query = { toSQL(): { sql: string; params: unknown[] } };
type Upload = { name: string; type: string; bytes: Uint8Array<ArrayBuffer>; by: PersonKey; at: Date };

const MOST_BYTES = 5_000_000;
const AT_ONCE = 200;

export const accountId = (key: AccountKey) => (key === 'northlight' ? HOUSE_ID : `acc_${key}`);
export const personId = (key: PersonKey) => `per_${key}`;

export function accountOf(key: AccountKey): Account {
  const account = accounts.find((one) => one.key === key);
  if (!account) throw new Error(`No account of the demo is called ${key}`);
  return account;
}

export function personOf(key: PersonKey) {
  const person = people.find((one) => one.key === key);
  if (!person) throw new Error(`Nobody in the demo is called ${key}`);
  return person;
}

/** On whose side of the counter somebody stands. */
export const sideOf = (key: PersonKey) => actorKindOf[accountOf(personOf(key).account).kind];

/** The demo company in the making: everything is gathered here and then written in one batch. */
export class Story {
  readonly now: Date;
  readonly happenings: Happening[] = [];
  readonly #db: Database;
  readonly storage: Storage;
  readonly #rows = new Map<SQLiteTable, Record<string, unknown>[]>();
  readonly #changes: Query[] = [];
  readonly #uploads: (Upload & { id: string })[] = [];

  constructor(base: { db: Database; storage: Storage }, now: Date) {
    this.now = now;
    this.#db = base.db;
    this.storage = base.storage;
  }

  at(moment: Moment): Date {
    return momentOf(moment, this.now);
  }

  day(day: Day): string {
    return dayOf(day, this.now);
  }

  /** Rows of one table are written together, the tables in the order in which they were first named. */
  insert<T extends SQLiteTable>(table: T, rows: T['$inferInsert'][]): void {
    const told = this.#rows.get(table) ?? [];
    told.push(...rows);
    this.#rows.set(table, told);
  }

  /** Changes rows after everything was inserted. */
  change<T extends SQLiteTable>(
    table: T,
    set: { [K in keyof T['$inferInsert']]?: T['$inferInsert'][K] | SQL },
    where?: SQL,
  ): void {
    this.#changes.push(
      this.#db.direct
        .update(table)
        .set(set as never)
        .where(where),
    );
  }

  happened(happening: Happening): void {
    this.happenings.push(happening);
  }

  /** Stores the bytes once everything is told. @returns the ids for what points at them */
  keep(uploads: Upload[]): string[] {
    this.insert(files, []);
    const kept = uploads.map((upload) => ({ ...upload, id: newId('file') }));
    this.#uploads.push(...kept);
    return kept.map(({ id }) => id);
  }

  async #store({
    id,
    name,
    type,
    bytes,
    by,
    at,
  }: Upload & { id: string }): Promise<typeof files.$inferInsert> {
    const stored = await this.storage.put(id, Readable.from([bytes]), { maxBytes: MOST_BYTES });
    const uploaded = { uploadedBy: personId(by), accountId: accountId(personOf(by).account) };
    return { id, name, type, ...stored, ...uploaded, attachedAt: at, createdAt: at };
  }

  /** All of it or nothing, so that a start that was cut short does not leave half a company. */
  async write(): Promise<void> {
    this.insert(files, await Promise.all(this.#uploads.map((upload) => this.#store(upload))));
    const inserts = [...this.#rows].flatMap(([table, rows]) =>
      chunks(rows).map((some) => this.#db.direct.insert(table).values(some as never)),
    );
    const statements = [...inserts, ...this.#changes].map((query: Query): InStatement => {
      const { sql, params } = query.toSQL();
      return { sql, args: params as InValue[] };
    });
    await this.#db.writer.batch(statements);
  }
}

/** A statement takes only so many values. */
function chunks<T>(rows: T[]): T[][] {
  const parts: T[][] = [];
  for (let from = 0; from < rows.length; from += AT_ONCE) parts.push(rows.slice(from, from + AT_ONCE));
  return parts;
}
