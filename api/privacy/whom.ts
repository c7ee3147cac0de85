import { and, eq, inArray, isNull, notInArray, or, sql } from 'drizzle-orm';
import { QueryBuilder } from 'drizzle-orm/sqlite-core';

import { system } from '#api/core/actor.ts';
import { Scope, type Base } from '#api/core/scope.ts';
import { contacts } from '#db/schema/accounts.ts';
import { events, eventValues } from '#db/schema/events.ts';
import { memberships, people, type Person } from '#db/schema/people.ts';
import type { Erasure, Marks } from '#db/schema/privacy.ts';
import { erasedName } from './placeholder.ts';

/** Whoever is erased: by what it is known, and what it is called afterwards. */
export type Whom = { personId: string; name: string; marks: Marks };

/** Shorter ones are words like any other. */
const SHORTEST_NAME = 3;
const FEWEST_DIGITS = 6;

export const whomOf = ({ personId, number }: Pick<Erasure, 'personId' | 'number'>, marks: Marks): Whom => ({
  personId,
  name: erasedName(number),
  marks,
});

const query = new QueryBuilder();

/** The row of a person, and those that have become one with it. */
export const sameAs = (personId: string) => or(eq(people.id, personId), eq(people.mergedIntoId, personId));
export const entriesOf = (personId: string) =>
  query.select({ id: people.id }).from(people).where(sameAs(personId));

export const companiesOf = (personId: string) =>
  query.select({ id: memberships.accountId }).from(memberships).where(eq(memberships.personId, personId));

/** Without an address a card is known by the name, where that means this person. */
export const isCardOf = (personId: string, { emails, names }: Pick<Marks, 'emails' | 'names'>) =>
  or(
    inArray(contacts.email, emails),
    and(
      isNull(contacts.email),
      sql`${contacts.name} collate nocase in ${names}`,
      inArray(contacts.accountId, companiesOf(personId)),
    ),
  );

/** All that somebody has been called, and the addresses and numbers that were his. */
export async function marksOf({ db }: Base, person: Pick<Person, 'id' | 'name' | 'email'>): Promise<Marks> {
  const past = await db.reader
    .select({ field: eventValues.field, before: eventValues.before, after: eventValues.after })
    .from(events)
    .innerJoin(eventValues, eq(eventValues.eventId, events.id))
    .where(
      and(inArray(events.subjectId, entriesOf(person.id)), inArray(eventValues.field, ['email', 'name'])),
    )
    .limit(MOST_PAST);
  const said = (field: string) =>
    past.filter((one) => one.field === field).flatMap(({ before, after }) => [before, after]);
  const merged = await db.reader
    .select({ name: people.name, email: people.email })
    .from(people)
    .where(eq(people.mergedIntoId, person.id))
    .limit(MOST_PAST);
  const emails = distinct(
    [person.email, ...merged.map(({ email }) => email), ...said('email')].filter(isEmail),
  );
  const called = distinct([person.name, ...merged.map(({ name }) => name), ...said('name')]);
  const cards = await db.reader
    .select({ name: contacts.name, phone: contacts.phone })
    .from(contacts)
    .where(isCardOf(person.id, { emails, names: called }))
    .limit(MOST_PAST);
  const names = distinct([...called, ...cards.map(({ name }) => name)]);
  return {
    names: names.filter((name) => name.length >= SHORTEST_NAME),
    emails,
    phones: distinct(cards.map(({ phone }) => phone)).filter(
      (phone) => phone.replaceAll(/\D/g, '').length >= FEWEST_DIGITS,
    ),
  };
}

const MOST_PAST = 200;
const isEmail = (value: unknown) => typeof value === 'string' && value.includes('@');
const distinct = (values: unknown[]): string[] => [
  ...new Set(values.filter((value): value is string => typeof value === 'string' && value !== '')),
];

/** Somebody else of the same name: a name alone says nothing then. */
export async function hasNamesake(base: Base, { personId, marks }: Whom): Promise<boolean> {
  const scope = new Scope(base, system('erasure'));
  const same = sql`${people.name} collate nocase in ${marks.names}`;
  return (
    marks.names.length > 0 &&
    (await scope.count(people, and(same, notInArray(people.id, entriesOf(personId))))) > 0
  );
}
