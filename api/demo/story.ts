import { Readable } from 'node:stream';

import type { InStatement, InValue } from '@libsql/client';
import type { SQL } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';

import { actorKindOf } from '#api/core/actor.ts';
import { HOUSE_ID } from '#api/core/house.ts';
import type { Change } from '#api/core/write.ts';
import type { Storage } from '#api/files/storage.ts';
import type { Database } from '#db/client.ts';
import type { EventAudience, EventName } from '#db/enums.ts';
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
  by: PersonKey;
  subject: { id: string; accountId: string };
  audience?: EventAudience;
  data?: Record<string, unknown>;
  values?: Record<string, Change>;
};

type Query = { toSQL(): { sql: string; params: unknown[] } };
type Upload = { name: string; type: string; bytes: Uint8Array<ArrayBuffer>; by: PersonKey; at: Date };

const MOST_BYTES = 5_000_000;

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
  readonly #storage: Storage;
  readonly #rows = new Map<SQLiteTable, Record<string, unknown>[]>();
  readonly #changes: Query[] = [];

  constructor(base: { db: Database; storage: Storage }, now: Date) {
    this.now = now;
    this.#db = base.db;
    this.#storage = base.storage;
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
    this.#rows.set(table, [...told, ...rows]);
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

  /** Stores the bytes and adds the rows that what follows points at. */
  async keep(uploads: Upload[]): Promise<string[]> {
    const rows = await Promise.all(
      uploads.map(async ({ name, type, bytes, by, at }) => {
        const id = newId('file');
        const stored = await this.#storage.put(id, Readable.from([bytes]), { maxBytes: MOST_BYTES });
        return {
          id,
          name,
          type,
          ...stored,
          uploadedBy: personId(by),
          accountId: accountId(personOf(by).account),
          attachedAt: at,
          createdAt: at,
        };
      }),
    );
    this.insert(files, rows);
    return rows.map(({ id }) => id);
  }

  /** All of it or nothing, so that a start that was cut short does not leave half a company. */
  async write(): Promise<void> {
    const inserts = [...this.#rows]
      .filter(([, rows]) => rows.length)
      .map(([table, rows]) => this.#db.direct.insert(table).values(rows as never));
    const statements = [...inserts, ...this.#changes].map((query: Query): InStatement => {
      const { sql, params } = query.toSQL();
      return { sql, args: params as InValue[] };
    });
    await this.#db.writer.batch(statements);
  }
}
