import { index, sqliteTable, text } from 'drizzle-orm/sqlite-core';

import { guarded, house } from '../access.ts';
import { day, id, moment, stamps } from '../columns.ts';
import { openWorks } from '../enums.ts';
import { people } from './people.ts';

/** When somebody of the house is away, and who answers meanwhile. */
export const absences = guarded(
  'requests',
  sqliteTable(
    'absences',
    {
      id: id('abs'),
      personId: text('person_id')
        .notNull()
        .references(() => people.id),
      startsOn: day('starts_on').notNull(),
      /** The last day away. */
      endsOn: day('ends_on').notNull(),
      delegateId: text('delegate_id').references(() => people.id),
      /** What becomes of what is open when it begins. */
      openWork: text('open_work', { enum: openWorks }).notNull(),
      /** When that was done. */
      handedAt: moment('handed_at'),
      /** For a while it can be had back. */
      removedAt: moment('removed_at'),
      ...stamps(),
    },
    (table) => [
      index('absences_person').on(table.personId, table.startsOn),
      index('absences_delegate').on(table.delegateId),
      index('absences_ends').on(table.endsOn, table.id),
    ],
  ),
  () => [house()],
);

export type Absence = typeof absences.$inferSelect;
