import { and, eq, inArray, isNotNull, isNull, like, ne, notExists, or, sql, type SQL } from 'drizzle-orm';
import { QueryBuilder, type SQLiteColumn } from 'drizzle-orm/sqlite-core';

import { HOUSE_ID } from '#api/core/house.ts';
import { fold } from '#db/fold.ts';
import { accounts, contacts } from '#db/schema/accounts.ts';
import { drafts } from '#db/schema/drafts.ts';
import { events, eventValues } from '#db/schema/events.ts';
import { files } from '#db/schema/files.ts';
import { origins } from '#db/schema/imports.ts';
import { inboundMails } from '#db/schema/mailboxes.ts';
import { mails } from '#db/schema/mails.ts';
import { opportunities, opportunityNotes } from '#db/schema/opportunities.ts';
import { memberships } from '#db/schema/people.ts';
import { erasures } from '#db/schema/privacy.ts';
import { requestValues } from '#db/schema/request-values.ts';
import { attachments, messages, requests } from '#db/schema/requests.ts';
import { uploads } from '#db/schema/uploads.ts';
import { entriesOf, isCardOf, type Whom } from './whom.ts';

import { renewed, type Part } from './part.ts';

const NOTHING = '—';
const query = new QueryBuilder();

/** Files that were sent by somebody outside the house, or never became part of anything. */
const sentBy = ({ personId }: Whom) =>
  and(eq(files.uploadedBy, personId), or(ne(files.accountId, HOUSE_ID), isNull(files.attachedAt)));

/** Requests that are somebody's own. */
const askedBy = ({ personId, marks }: Whom) =>
  or(eq(requests.requesterId, personId), inArray(requests.guestEmail, marks.emails));
const own = (whom: Whom) => query.select({ id: requests.id }).from(requests).where(askedBy(whom));
const wroteIn = ({ personId }: Whom) =>
  query
    .select({ id: messages.requestId })
    .from(messages)
    .where(and(eq(messages.authorId, personId), ne(messages.side, 'staff')));

const isCard = ({ personId, marks }: Whom) => isCardOf(personId, marks);
const cards = (whom: Whom) => query.select({ id: contacts.id }).from(contacts).where(isCard(whom));
const about = ({ personId }: Whom, column: SQLiteColumn) => inArray(column, entriesOf(personId));

/** A mail that waits is not sent any more. */
const unsent = sql`case when ${mails.state} = 'queued' then 'failed' else ${mails.state} end`;
const blankMail = { subject: NOTHING, text: '', html: '', headers: {}, error: null, state: unsent };
const reference = sql`'REQ-' || ${requests.number}`;

/** The words of an account begin with its name; those after it are not for everybody. */
const accountName = sql`substr(${accounts.searchText}, 1, instr(${accounts.searchText} || char(10), char(10)) - 1)`;
const searchTextOf = ({ name }: Whom) =>
  sql`'req-' || ${requests.number} || ' ' || (select ${accountName} from ${accounts}
    where ${accounts.id} = ${requests.accountId}) || ' ' || ${fold(name)}`;

/** Who sells it stands in the second line. */
const seller = sql`substr(${opportunities.searchText}, instr(${opportunities.searchText}, char(10)) + 1)`;
const sold = sql`substr(${opportunities.searchText}, 1, instr(${opportunities.searchText}, char(10)))`;

/** What somebody has sent and written, and where he is named in rows of his own. */
export const writings: Part[] = [
  { group: 'messages', table: drafts, key: drafts.id, where: (whom) => about(whom, drafts.personId) },
  { group: 'files', table: uploads, key: uploads.id, where: (whom) => about(whom, uploads.personId) },
  {
    group: 'files',
    table: attachments,
    key: attachments.id,
    where: (whom) =>
      inArray(attachments.fileId, query.select({ id: files.id }).from(files).where(sentBy(whom))),
  },
  {
    group: 'files',
    table: files,
    key: files.id,
    where: (whom) =>
      and(
        sentBy(whom),
        notExists(
          query
            .select({ one: sql`1` })
            .from(attachments)
            .where(eq(attachments.fileId, files.id)),
        ),
      ),
    bytes: true,
  },
  {
    group: 'mails',
    table: inboundMails,
    key: inboundMails.id,
    where: (whom) =>
      or(inArray(inboundMails.fromAddress, whom.marks.emails), inArray(inboundMails.requestId, own(whom))),
    bytes: true,
  },
  {
    group: 'mails',
    table: mails,
    key: mails.id,
    where: ({ marks }) => inArray(mails.toAddress, marks.emails),
    set: ({ name }) => ({ ...blankMail, toAddress: name }),
  },
  {
    group: 'mails',
    table: mails,
    key: mails.id,
    where: (whom) =>
      and(
        or(inArray(mails.subjectId, own(whom)), inArray(mails.subjectId, wroteIn(whom))),
        or(ne(mails.text, ''), ne(mails.html, ''), ne(mails.subject, NOTHING)),
      ),
    set: () => blankMail,
  },
  {
    group: 'history',
    table: eventValues,
    key: eventValues.eventId,
    where: (whom) => {
      const ofEvents = (ids: SQL | undefined) =>
        inArray(eventValues.eventId, query.select({ id: events.id }).from(events).where(ids));
      return and(
        or(
          ofEvents(or(about(whom, events.subjectId), inArray(events.subjectId, cards(whom)))),
          and(
            or(eq(eventValues.field, 'subject'), like(eventValues.field, 'field.%')),
            ofEvents(inArray(events.subjectId, own(whom))),
          ),
        ),
        or(isNotNull(eventValues.before), isNotNull(eventValues.after)),
      );
    },
    set: () => ({ before: null, after: null }),
  },
  {
    group: 'messages',
    table: messages,
    key: messages.id,
    where: (whom) =>
      and(
        ne(messages.body, ''),
        or(
          and(eq(messages.authorId, whom.personId), ne(messages.side, 'staff')),
          and(eq(messages.side, 'guest'), inArray(messages.requestId, own(whom))),
          inArray(messages.sender, whom.marks.emails),
        ),
      ),
    set: () => ({ body: '', sender: null }),
  },
  {
    group: 'notes',
    table: opportunityNotes,
    key: opportunityNotes.id,
    where: ({ personId }) =>
      and(
        eq(opportunityNotes.authorId, personId),
        ne(opportunityNotes.body, ''),
        sql`not exists (select 1 from ${memberships}
          where ${memberships.personId} = ${personId} and ${memberships.accountId} = ${HOUSE_ID})`,
      ),
    set: () => ({ body: '' }),
  },
  {
    group: 'origins',
    table: origins,
    key: origins.id,
    where: (whom) => or(about(whom, origins.subjectId), inArray(origins.subjectId, cards(whom))),
  },
  {
    group: 'contacts',
    table: contacts,
    key: contacts.id,
    where: isCard,
    set: ({ name }) => ({ name, title: null, email: null, phone: null, ...renewed(contacts.version) }),
  },
  {
    group: 'requests',
    table: requestValues,
    key: requestValues.id,
    where: (whom) => inArray(requestValues.requestId, own(whom)),
  },
  {
    group: 'requests',
    table: requests,
    key: requests.id,
    where: (whom) => and(askedBy(whom), or(ne(requests.subject, reference), isNotNull(requests.guestEmail))),
    set: (whom) => ({
      subject: reference,
      searchText: searchTextOf(whom),
      guestName: sql`case when ${requests.guestName} is null then null else ${whom.name} end`,
      guestEmail: null,
      ...renewed(requests.version),
    }),
  },
  {
    group: 'opportunities',
    table: opportunities,
    key: opportunities.id,
    where: ({ personId, name }) => and(eq(opportunities.ownerId, personId), ne(seller, fold(name))),
    set: ({ name }) => ({ searchText: sql`${sold} || ${fold(name)}` }),
  },
  {
    group: 'person',
    table: erasures,
    key: erasures.id,
    where: (whom) =>
      and(about(whom, erasures.personId), or(isNotNull(erasures.reason), isNotNull(erasures.refusalNote))),
    set: () => ({ reason: null, refusalNote: null }),
  },
];
