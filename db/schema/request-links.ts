import { index, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

import { guarded, row } from '../access.ts';
import { createdAt, id, moment, stamps } from '../columns.ts';
import { requestLinkKinds, requestScores } from '../enums.ts';
import { people } from './people.ts';
import { requests } from './requests.ts';

/** What two requests have to do with each other; whoever may not read the other learns nothing of it. */
export const requestLinks = guarded(
  'requests',
  sqliteTable(
    'request_links',
    {
      id: id('lnk'),
      fromId: text('from_id')
        .notNull()
        .references(() => requests.id),
      toId: text('to_id')
        .notNull()
        .references(() => requests.id),
      kind: text('kind', { enum: requestLinkKinds }).notNull(),
      createdAt: createdAt(),
    },
    (table) => [
      uniqueIndex('request_links_pair').on(table.fromId, table.toId),
      index('request_links_to').on(table.toId),
    ],
  ),
  (table) => [row(table.fromId, requests)],
);

/** What whoever asked thought of it in the end, once for each time that it was solved. */
export const requestRatings = guarded(
  'requests',
  sqliteTable(
    'request_ratings',
    {
      id: id('rat'),
      requestId: text('request_id')
        .notNull()
        .references(() => requests.id),
      /** When what is rated was solved. */
      solvedAt: moment('solved_at').notNull(),
      score: text('score', { enum: requestScores }).notNull(),
      comment: text('comment'),
      personId: text('person_id').references(() => people.id),
      ...stamps(),
    },
    (table) => [
      uniqueIndex('request_ratings_solution').on(table.requestId, table.solvedAt),
      index('request_ratings_created').on(table.createdAt, table.score),
    ],
  ),
  (table) => [row(table.requestId, requests)],
);

export type RequestLink = typeof requestLinks.$inferSelect;
export type RequestRating = typeof requestRatings.$inferSelect;
