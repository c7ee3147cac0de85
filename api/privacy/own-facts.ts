import { eq, or, sql } from 'drizzle-orm';

import { accounts } from '#db/schema/accounts.ts';
import { events, eventValues } from '#db/schema/events.ts';
import { passkeys } from '#db/schema/factors.ts';
import { devices, memberships, people, roles, sessions } from '#db/schema/people.ts';
import { identities } from '#db/schema/sso.ts';
import { tokens } from '#db/schema/tokens.ts';

import type { Copy } from './copy.ts';

/** What was recorded about somebody himself; why the house has shut somebody out is its own note. */
const VALUES = ['device', 'network', 'name', 'email', 'locale', 'zone'];

/** Who somebody is here, how he comes in, and what he did. */
export const ownFacts: Copy[] = [
  {
    file: 'profile',
    table: people,
    key: people.id,
    columns: {
      id: people.id,
      name: people.name,
      email: people.email,
      locale: people.locale,
      zone: people.zone,
      termsVersion: people.termsVersion,
      termsAcceptedAt: people.termsAcceptedAt,
      createdAt: people.createdAt,
    },
    where: ({ id }) => eq(people.id, id),
  },
  {
    file: 'memberships',
    table: memberships,
    key: memberships.id,
    columns: {
      account: accounts.name,
      roleKind: roles.kind,
      role: roles.key,
      roleName: roles.name,
      since: memberships.createdAt,
      endedAt: memberships.endedAt,
    },
    where: ({ id }) => eq(memberships.personId, id),
    joins: [
      [accounts, eq(accounts.id, memberships.accountId)],
      [roles, eq(roles.id, memberships.roleId)],
    ],
  },
  {
    file: 'sessions',
    table: sessions,
    key: sessions.handle,
    columns: {
      browser: sessions.label,
      network: sessions.ipPrefix,
      createdAt: sessions.createdAt,
      seenAt: sessions.seenAt,
    },
    where: ({ id }) => eq(sessions.userId, id),
  },
  {
    file: 'devices',
    table: devices,
    key: devices.id,
    columns: {
      browser: devices.label,
      network: devices.ipPrefix,
      createdAt: devices.createdAt,
      seenAt: devices.seenAt,
      trustedUntil: devices.trustedUntil,
    },
    where: ({ id }) => eq(devices.personId, id),
  },
  {
    file: 'passkeys',
    table: passkeys,
    key: passkeys.id,
    columns: { label: passkeys.label, createdAt: passkeys.createdAt, usedAt: passkeys.usedAt },
    where: ({ id }) => eq(passkeys.personId, id),
  },
  {
    file: 'tokens',
    table: tokens,
    key: tokens.id,
    columns: {
      name: tokens.name,
      scopes: tokens.scopes,
      createdAt: tokens.createdAt,
      expiresAt: tokens.expiresAt,
      lastUsedAt: tokens.lastUsedAt,
      revokedAt: tokens.revokedAt,
    },
    where: ({ id }) => eq(tokens.personId, id),
  },
  {
    file: 'identities',
    table: identities,
    key: identities.id,
    columns: { issuer: identities.issuer, subject: identities.subject, createdAt: identities.createdAt },
    where: ({ id }) => eq(identities.personId, id),
  },
  {
    file: 'activity',
    table: events,
    key: events.id,
    columns: ({ id }) => ({
      name: events.name,
      at: events.at,
      subjectType: events.subjectType,
      subjectId: events.subjectId,
      values:
        sql<string>`(select json_group_object(${eventValues.field}, json_array(json(${eventValues.before}),
        json(${eventValues.after}))) from ${eventValues} where ${eventValues.eventId} = ${events.id}
        and ${events.subjectId} = ${id} and ${eventValues.field} in ${VALUES})`
          .mapWith((text: string) => JSON.parse(text) as unknown)
          .as('told'),
    }),
    where: ({ id }) => or(eq(events.actorId, id), eq(events.subjectId, id)),
  },
];
