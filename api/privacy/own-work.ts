import { and, eq, inArray, isNull, ne, or, sql } from 'drizzle-orm';
import { QueryBuilder } from 'drizzle-orm/sqlite-core';

import { HOUSE_ID } from '#api/core/house.ts';
import { accounts, contacts } from '#db/schema/accounts.ts';
import { applicationMessages, applications } from '#db/schema/applications.ts';
import { revisions } from '#db/schema/articles.ts';
import { files } from '#db/schema/files.ts';
import { imports } from '#db/schema/imports.ts';
import { inboundMails } from '#db/schema/mailboxes.ts';
import { mails } from '#db/schema/mails.ts';
import { downloads, materials } from '#db/schema/materials.ts';
import { opportunities, opportunityNotes } from '#db/schema/opportunities.ts';
import { erasures } from '#db/schema/privacy.ts';
import { messages, requests } from '#db/schema/requests.ts';

import type { Copy, Owner } from './copy.ts';

const reference = sql<string>`'REQ-' || ${requests.number}`.as('reference');
const query = new QueryBuilder();

const ownRequests = ({ id, email }: Owner) =>
  or(eq(requests.requesterId, id), eq(requests.guestEmail, email));

/** What somebody has asked, written, sent and fetched. */
export const ownWork: Copy[] = [
  {
    file: 'requests',
    table: requests,
    key: requests.id,
    columns: {
      reference,
      subject: requests.subject,
      category: requests.category,
      priority: requests.priority,
      status: requests.status,
      createdAt: requests.createdAt,
      resolvedAt: requests.resolvedAt,
    },
    where: ownRequests,
  },
  {
    file: 'messages',
    table: messages,
    key: messages.id,
    columns: { reference, at: messages.createdAt, text: messages.body },
    where: (owner) =>
      or(
        eq(messages.authorId, owner.id),
        and(
          eq(messages.side, 'guest'),
          isNull(messages.authorId),
          inArray(
            messages.requestId,
            query.select({ id: requests.id }).from(requests).where(ownRequests(owner)),
          ),
        ),
      ),
    joins: [[requests, eq(requests.id, messages.requestId)]],
  },
  {
    file: 'files',
    table: files,
    key: files.id,
    columns: { id: files.id, name: files.name, type: files.type, size: files.size, at: files.createdAt },
    where: ({ id }) => and(eq(files.uploadedBy, id), ne(files.accountId, HOUSE_ID)),
  },
  {
    file: 'opportunities',
    table: opportunities,
    key: opportunities.id,
    columns: {
      title: opportunities.title,
      stage: opportunities.stage,
      amount: opportunities.amount,
      currency: opportunities.currency,
      closeOn: opportunities.closeOn,
      createdAt: opportunities.createdAt,
    },
    where: ({ id }) => eq(opportunities.ownerId, id),
  },
  {
    file: 'opportunity-notes',
    table: opportunityNotes,
    key: opportunityNotes.id,
    columns: {
      opportunity: opportunities.title,
      at: opportunityNotes.createdAt,
      text: opportunityNotes.body,
    },
    where: ({ id }) => eq(opportunityNotes.authorId, id),
    joins: [[opportunities, eq(opportunities.id, opportunityNotes.opportunityId)]],
  },
  {
    file: 'contact-cards',
    table: contacts,
    key: contacts.id,
    columns: {
      account: accounts.name,
      name: contacts.name,
      title: contacts.title,
      email: contacts.email,
      phone: contacts.phone,
      createdAt: contacts.createdAt,
    },
    where: ({ email }) => eq(contacts.email, email),
    joins: [[accounts, eq(accounts.id, contacts.accountId)]],
  },
  {
    file: 'applications',
    table: applications,
    key: applications.id,
    columns: {
      kind: applications.kind,
      status: applications.status,
      name: applications.name,
      company: applications.company,
      website: applications.website,
      country: applications.country,
      sells: applications.sells,
      message: applications.message,
      createdAt: applications.createdAt,
      decidedAt: applications.decidedAt,
    },
    where: ({ email }) => eq(applications.email, email),
  },
  {
    file: 'application-answers',
    table: applicationMessages,
    key: applicationMessages.id,
    columns: { at: applicationMessages.createdAt, text: applicationMessages.body },
    where: ({ email }) =>
      and(
        ne(applicationMessages.side, 'staff'),
        inArray(
          applicationMessages.applicationId,
          query.select({ id: applications.id }).from(applications).where(eq(applications.email, email)),
        ),
      ),
  },
  {
    file: 'mails',
    table: mails,
    key: mails.id,
    columns: { at: mails.createdAt, to: mails.toAddress, subject: mails.subject, state: mails.state },
    where: ({ email }) => eq(mails.toAddress, email),
  },
  {
    file: 'mails-sent',
    table: inboundMails,
    key: inboundMails.id,
    columns: {
      at: inboundMails.createdAt,
      from: inboundMails.fromAddress,
      subject: inboundMails.subject,
      text: inboundMails.text,
    },
    where: ({ email }) => eq(inboundMails.fromAddress, email),
  },
  {
    file: 'downloads',
    table: downloads,
    key: downloads.id,
    columns: { material: materials.title, at: downloads.createdAt },
    where: ({ id }) => eq(downloads.personId, id),
    joins: [[materials, eq(materials.id, downloads.materialId)]],
  },
  {
    file: 'articles',
    table: revisions,
    key: revisions.id,
    columns: { title: revisions.title, at: revisions.createdAt },
    where: ({ id }) => eq(revisions.authorId, id),
  },
  {
    file: 'imports',
    table: imports,
    key: imports.id,
    columns: { kind: imports.kind, file: imports.fileName, state: imports.state, at: imports.createdAt },
    where: ({ id }) => eq(imports.personId, id),
  },
  {
    file: 'erasures',
    table: erasures,
    key: erasures.id,
    columns: {
      state: erasures.state,
      reason: erasures.reason,
      refusal: erasures.refusal,
      refusalNote: erasures.refusalNote,
      createdAt: erasures.createdAt,
      endedAt: erasures.endedAt,
    },
    where: ({ id }) => eq(erasures.personId, id),
  },
];
