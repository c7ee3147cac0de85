import { and, eq, inArray, isNotNull, lt, ne, notExists, notInArray, sql, type SQL } from 'drizzle-orm';
import { QueryBuilder, type SQLiteColumn, type SQLiteTable } from 'drizzle-orm/sqlite-core';

import { firstId } from '#db/ids.ts';
import { drafts } from '#db/schema/drafts.ts';
import { eventValues } from '#db/schema/events.ts';
import { importRejects, imports } from '#db/schema/imports.ts';
import { downloads } from '#db/schema/materials.ts';
import { inboundMails } from '#db/schema/mailboxes.ts';
import { mails } from '#db/schema/mails.ts';
import { devices, invitations, sessions } from '#db/schema/people.ts';
import { attachments, requests } from '#db/schema/requests.ts';
import type { RuleKey } from './rules.ts';

/** Rows that a rule is about; those that it has dealt with are no longer among them. */
export type Expiring = {
  table: SQLiteTable;
  key: SQLiteColumn;
  where: (before: Date) => SQL | undefined;
  /** What they become; without it they go. */
  set?: Record<string, unknown>;
  /** Where the file stands that goes with them: with its row, or the bytes alone. */
  file?: { column: SQLiteColumn; goes: 'all' | 'bytes' };
};

const query = new QueryBuilder();
const VISITS = ['device', 'network'];

/** A mail that waits is nobody's past. */
const gone = (before: Date) => and(lt(mails.createdAt, before), ne(mails.state, 'queued'));

const left = notExists(
  query
    .select({ one: sql`1` })
    .from(sessions)
    .where(eq(sessions.deviceId, devices.id)),
);

/** Imports that nobody has touched since; the first condition has an index. */
const untouched = (before: Date) =>
  and(
    lt(imports.createdAt, before),
    lt(imports.updatedAt, before),
    notInArray(imports.state, ['checking', 'running']),
  );

const ended = and(eq(requests.id, attachments.requestId), inArray(requests.status, ['closed', 'cancelled']));
const closedBefore = (before: Date) =>
  sql`exists ${query
    .select({ one: sql`1` })
    .from(requests)
    .where(and(ended, lt(requests.lastMessageAt, before)))}`;

/** By rule, in the order in which the rows can go. */
export const expiring: Record<RuleKey, Expiring[]> = {
  mail_texts: [
    {
      table: mails,
      key: mails.id,
      where: (before) => and(gone(before), sql`${mails.text} <> ''`),
      set: { text: '', html: '' },
    },
  ],
  mails: [
    { table: mails, key: mails.id, where: gone },
    {
      table: inboundMails,
      key: inboundMails.id,
      where: (before) => and(lt(inboundMails.createdAt, before), ne(inboundMails.state, 'received')),
      file: { column: inboundMails.id, goes: 'bytes' },
    },
  ],
  visits: [
    {
      table: eventValues,
      key: eventValues.eventId,
      where: (before) =>
        and(
          lt(eventValues.eventId, firstId('evt', before)),
          sql`${eventValues.field} in ('device', 'network')`,
        ),
    },
  ],
  devices: [{ table: devices, key: devices.id, where: (before) => and(lt(devices.seenAt, before), left) }],
  history: [
    {
      table: eventValues,
      key: eventValues.eventId,
      where: (before) =>
        and(lt(eventValues.eventId, firstId('evt', before)), notInArray(eventValues.field, VISITS)),
    },
  ],
  invitations: [
    {
      table: invitations,
      key: invitations.id,
      // One that was sent again has a link that works.
      where: (before) => and(lt(invitations.createdAt, before), lt(invitations.updatedAt, before)),
    },
  ],
  imports: [
    {
      table: importRejects,
      key: importRejects.id,
      where: (before) =>
        inArray(
          importRejects.importId,
          query.select({ id: imports.id }).from(imports).where(untouched(before)),
        ),
    },
    {
      table: imports,
      key: imports.id,
      where: (before) => and(untouched(before), sql`json_array_length(${imports.analysis}, '$.sample') > 0`),
      set: {
        analysis: sql`json_set(${imports.analysis}, '$.sample', json('[]'))`,
        state: sql`case when ${imports.state} = 'done' then 'done' else 'cancelled' end`,
      },
      file: { column: imports.fileId, goes: 'bytes' },
    },
  ],
  attachments: [
    {
      table: attachments,
      key: attachments.id,
      where: (before) => and(lt(attachments.createdAt, before), closedBefore(before)),
      file: { column: attachments.fileId, goes: 'all' },
    },
  ],
  drafts: [{ table: drafts, key: drafts.id, where: (before) => lt(drafts.updatedAt, before) }],
  downloads: [
    {
      table: downloads,
      key: downloads.id,
      where: (before) => and(lt(downloads.createdAt, before), isNotNull(downloads.personId)),
      set: { personId: null },
    },
  ],
};
