import { and, eq, inArray, isNull, ne, or, sql } from 'drizzle-orm';
import { QueryBuilder } from 'drizzle-orm/sqlite-core';

import { hash } from '#api/core/idempotency.ts';
import { fold } from '#db/fold.ts';
import { applicationMessages, applications } from '#db/schema/applications.ts';
import { halfSignIns, passkeys, recoveryCodes, totps } from '#db/schema/factors.ts';
import { idempotencyKeys, rateLimits } from '#db/schema/jobs.ts';
import { codes, devices, invitations, memberships, passwords, sessions } from '#db/schema/people.ts';
import { participants } from '#db/schema/participants.ts';
import { macros } from '#db/schema/macros.ts';
import { archives } from '#db/schema/privacy.ts';
import { identities } from '#db/schema/sso.ts';
import { tokens } from '#db/schema/tokens.ts';
import { views } from '#db/schema/views.ts';
import { entriesOf, type Whom } from './whom.ts';

import { gone, renewed, type Part } from './part.ts';

const query = new QueryBuilder();

const appliedBy = ({ marks }: Whom) => inArray(applications.email, marks.emails);

/** What lets somebody in, and what was sent so that somebody may come in. */
export const waysIn: Part[] = [
  gone(sessions, sessions.id, sessions.userId),
  gone(halfSignIns, halfSignIns.hash, halfSignIns.personId),
  gone(tokens, tokens.id, tokens.personId),
  gone(passkeys, passkeys.id, passkeys.personId),
  gone(totps, totps.personId, totps.personId),
  gone(recoveryCodes, recoveryCodes.hash, recoveryCodes.personId),
  gone(passwords, passwords.personId, passwords.personId),
  gone(devices, devices.id, devices.personId),
  gone(identities, identities.id, identities.personId),
  {
    group: 'access',
    table: codes,
    key: codes.hash,
    where: ({ personId, marks }) =>
      or(inArray(codes.subjectId, entriesOf(personId)), inArray(codes.email, marks.emails)),
  },
  {
    group: 'access',
    table: rateLimits,
    key: rateLimits.key,
    where: ({ personId, marks }) =>
      inArray(
        sql`substr(${rateLimits.key}, instr(${rateLimits.key}, ':') + 1)`,
        [personId, ...marks.emails].map(hash),
      ),
  },
  gone(idempotencyKeys, idempotencyKeys.id, idempotencyKeys.personId, 'answers'),
  { ...gone(archives, archives.id, archives.personId, 'archives'), bytes: true },
  {
    group: 'applications',
    table: applicationMessages,
    key: applicationMessages.id,
    where: (whom) =>
      and(
        ne(applicationMessages.body, ''),
        ne(applicationMessages.side, 'staff'),
        inArray(
          applicationMessages.applicationId,
          query.select({ id: applications.id }).from(applications).where(appliedBy(whom)),
        ),
      ),
    set: () => ({ body: '' }),
  },
  {
    group: 'applications',
    table: applications,
    key: applications.id,
    where: appliedBy,
    set: ({ personId, name }) => ({
      // One that waits ends with its writer.
      status: sql`case when ${applications.status} in ('unproven', 'submitted', 'more_asked') then 'withdrawn'
        else ${applications.status} end`,
      email: personId,
      name,
      sells: null,
      message: null,
      note: null,
      mailDomain: null,
      searchText: sql`lower(${applications.company}) || ' ' || ${fold(name)}`,
      ...renewed(applications.version),
    }),
  },
  {
    group: 'invitations',
    table: invitations,
    key: invitations.id,
    where: ({ marks }) => inArray(invitations.email, marks.emails),
  },
  {
    group: 'invitations',
    table: participants,
    key: participants.id,
    where: ({ personId, marks }) =>
      or(eq(participants.personId, personId), inArray(participants.email, marks.emails)),
  },
  // What all of the house use stays; its owner is nobody then.
  {
    group: 'memberships',
    table: views,
    key: views.id,
    where: ({ personId }) => and(eq(views.ownerId, personId), eq(views.shared, false)),
  },
  {
    group: 'memberships',
    table: macros,
    key: macros.id,
    where: ({ personId }) => and(eq(macros.ownerId, personId), eq(macros.shared, false)),
  },
  {
    group: 'memberships',
    table: memberships,
    key: memberships.id,
    where: ({ personId }) => and(eq(memberships.personId, personId), isNull(memberships.endedAt)),
    set: () => ({ endedAt: new Date() }),
  },
];
