import { and, isNull, sql } from 'drizzle-orm';

import { people } from '#db/schema/people.ts';
import { renewed, type Part } from './part.ts';
import { waysIn } from './ways-in.ts';
import { sameAs } from './whom.ts';
import { writings } from './writings.ts';

/**
 * What an erasure does, in this order: what lets somebody in goes first, and what leads to the others goes last. What
 * somebody wrote for the house stays, as the house's word; what he wrote to it goes.
 */
export const parts: Part[] = [...waysIn, ...writings];

/** The row that all others led to; from then on the address is nobody's. */
export const lastPart: Part = {
  group: 'person',
  table: people,
  key: people.id,
  where: (whom) => and(sameAs(whom.personId), isNull(people.erasedAt)),
  set: ({ name }) => ({
    email: sql`${people.id}`,
    name,
    locale: 'en',
    zone: 'UTC',
    termsVersion: null,
    termsAcceptedAt: null,
    disabledAt: new Date(),
    erasedAt: new Date(),
    ...renewed(people.version),
  }),
};
