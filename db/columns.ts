import { sql } from 'drizzle-orm';
import { integer, text } from 'drizzle-orm/sqlite-core';

import { newId, type IdPrefix } from './ids.ts';

export const id = (prefix: IdPrefix) =>
  text('id')
    .primaryKey()
    .$defaultFn(() => newId(prefix));

/** A moment: UTC milliseconds in the database, a Date in the code. */
export const moment = (name: string) => integer(name, { mode: 'timestamp_ms' });

/** A day without a time of day: `YYYY-MM-DD`. */
export const day = (name: string) => text(name);

export const flag = (name: string) => integer(name, { mode: 'boolean' });

/** What stands behind the @ of a column `email`: what people of one company have in common. */
export const domainOf = sql`substr(email, instr(email, '@') + 1)`;

export const createdAt = () =>
  moment('created_at')
    .notNull()
    .$defaultFn(() => new Date());

/** What every mutable row carries; an update names the version it has read. */
export const stamps = () => ({
  version: integer('version').notNull().default(1),
  createdAt: createdAt(),
  updatedAt: moment('updated_at')
    .notNull()
    .$defaultFn(() => new Date()),
});
