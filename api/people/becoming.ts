import { sql } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';

import { accounts } from '#db/schema/accounts.ts';
import { applicationMessages, applications } from '#db/schema/applications.ts';
import { revisions } from '#db/schema/articles.ts';
import { drafts } from '#db/schema/drafts.ts';
import { halfSignIns, passkeys, recoveryCodes, totps } from '#db/schema/factors.ts';
import { files } from '#db/schema/files.ts';
import { imports } from '#db/schema/imports.ts';
import { downloads } from '#db/schema/materials.ts';
import { opportunities, opportunityNotes } from '#db/schema/opportunities.ts';
import { devices, invitations, memberships, passwords, people, sessions } from '#db/schema/people.ts';
import { participants } from '#db/schema/participants.ts';
import { archives, erasures } from '#db/schema/privacy.ts';
import { problems } from '#db/schema/problems.ts';
import { requestRatings } from '#db/schema/request-links.ts';
import { macros } from '#db/schema/macros.ts';
import { messages, notes, requests } from '#db/schema/requests.ts';
import { identities } from '#db/schema/sso.ts';
import { tokens } from '#db/schema/tokens.ts';
import { views } from '#db/schema/views.ts';
import { uploads } from '#db/schema/uploads.ts';

/**
 * What becomes of the rows of a person who goes on as another: they name the other from now on, they are deleted, or
 * they stay as they are.
 */
export type Fate = 'follows' | 'goes' | 'stays';

/** Every column that names a person. */
export const FATES: [SQLiteColumn, Fate][] = [
  [people.mergedIntoId, 'follows'],
  [requests.requesterId, 'follows'],
  [messages.authorId, 'follows'],
  [notes.authorId, 'follows'],
  [participants.personId, 'follows'],
  [participants.addedById, 'follows'],
  [requestRatings.personId, 'follows'],
  [opportunities.ownerId, 'follows'],
  [opportunityNotes.authorId, 'follows'],
  [downloads.personId, 'follows'],
  [files.uploadedBy, 'follows'],
  [revisions.authorId, 'follows'],
  [invitations.invitedBy, 'follows'],
  [applicationMessages.authorId, 'follows'],
  [identities.personId, 'follows'],

  // The ways in of an entry that nobody signs in as any more.
  [sessions.userId, 'goes'],
  [halfSignIns.personId, 'goes'],
  [devices.personId, 'goes'],
  [passwords.personId, 'goes'],
  [passkeys.personId, 'goes'],
  [totps.personId, 'goes'],
  [recoveryCodes.personId, 'goes'],

  // What was begun in its name and never sent.
  [drafts.personId, 'goes'],
  [uploads.personId, 'goes'],

  // Each by a rule of its own: seats meet seats, and tokens are revoked.
  [memberships.personId, 'stays'],
  [tokens.personId, 'stays'],
  [tokens.madeBy, 'stays'],
  // What was asked by and about that very entry.
  [archives.personId, 'stays'],
  [erasures.personId, 'stays'],
  // Staff is never merged.
  [erasures.decidedBy, 'stays'],
  [applications.decidedBy, 'stays'],
  [accounts.managerId, 'stays'],
  [requests.assigneeId, 'stays'],
  [problems.ownerId, 'stays'],
  [imports.personId, 'stays'],
  [macros.ownerId, 'stays'],
  [views.ownerId, 'stays'],
];

/** As whom an entry goes on: as itself, where it was not merged. */
export const goesOn = sql<string>`coalesce(${people.mergedIntoId}, ${people.id})`;

export const columnsThat = (fate: Fate): SQLiteColumn[] =>
  FATES.flatMap(([column, its]) => (its === fate ? [column] : []));
