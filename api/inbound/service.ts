import { and, asc, desc, eq, inArray } from 'drizzle-orm';

import { conflict, stale } from '#api/core/errors.ts';
import { HOUSE_ID } from '#api/core/house.ts';
import { keyset, type Page, type Paging } from '#api/core/paging.ts';
import type { Scope } from '#api/core/scope.ts';
import type { StoredFile } from '#api/files/download.ts';
import { hold } from '#api/guests/holding.ts';
import { release } from '#api/guests/release.ts';
import { meantBy } from '#api/requests/meaning.ts';
import { clocksOf, newClocks } from '#api/service-levels/keeping.ts';
import { inboundMails, mailboxes, type InboundMail } from '#db/schema/mailboxes.ts';
import { people } from '#db/schema/people.ts';
import { requests } from '#db/schema/requests.ts';
import { addAnswer } from './answering.ts';
import { bodyOf, settle, subjectOf, takes } from './storing.ts';

const MOST_AT_REQUEST = 50;

/** Mails that wait for somebody of the house to look at them, the newest first. */
export async function listSuspended(scope: Scope, paging: Paging): Promise<Page<InboundMail>> {
  const keys = keyset({ column: inboundMails.createdAt, id: inboundMails.id, direction: 'desc' }, paging);
  const rows = await scope
    .select(inboundMails, and(eq(inboundMails.state, 'suspended'), keys.where))
    .orderBy(...keys.orderBy)
    .limit(keys.limit);
  return keys.page(rows, ({ createdAt, id }) => [createdAt, id]);
}

export const countSuspended = (scope: Scope): Promise<number> =>
  scope.count(inboundMails, eq(inboundMails.state, 'suspended'));

export const findInbound = (scope: Scope, id: string): Promise<InboundMail> => scope.find(inboundMails, id);

/** The mails of a request: those that wait beside it, and the originals of its messages. */
export const mailsOf = (scope: Scope, request: { id: string }): Promise<InboundMail[]> =>
  scope
    .select(
      inboundMails,
      and(
        eq(inboundMails.requestId, request.id),
        inArray(inboundMails.state, ['held', 'auto', 'bounce', 'stored', 'quarantined']),
      ),
    )
    .orderBy(desc(inboundMails.createdAt))
    .limit(MOST_AT_REQUEST);

/** The mail as it came, to be downloaded and never shown. @throws 404, 409 where it was too large to keep */
export async function originalOf(scope: Scope, id: string): Promise<StoredFile> {
  const { size, hash, reason } = await findInbound(scope, id);
  if (reason === 'too_large') throw conflict('inbound.not_kept');
  return { storageKey: id, name: `${id}.eml`, type: 'application/octet-stream', size, sha256: hash };
}

/** @throws 404, 409 `inbound.not_now`, 412 */
async function waiting(scope: Scope, id: string, version: number, states: InboundMail['state'][]) {
  const mail = await findInbound(scope, id);
  if (mail.version !== version) throw stale();
  if (!states.includes(mail.state)) throw conflict('inbound.not_now');
  return mail;
}

/**
 * An agent takes a mail for genuine: it becomes a request. Its address stays unproven, and nothing is mailed to it.
 *
 * @throws 404, 409 `inbound.not_now` and `inbound.no_sender`, 412
 */
export async function releaseMail(scope: Scope, id: string, version: number): Promise<{ requestId: string }> {
  const mail = await waiting(scope, id, version, ['suspended']);
  const email = mail.fromAddress;
  if (!email) throw conflict('inbound.no_sender');
  const { category } = await scope.asSystem('release-mail').find(mailboxes, mail.mailboxId);
  const given = { text: mail.text ?? '', subject: mail.subject ?? '' };
  const asked = {
    name: mail.fromName || email,
    email,
    subject: subjectOf(given.subject),
    body: bodyOf(given),
    category,
  };
  const judged = { category, priority: 'normal', accountId: HOUSE_ID, accountKind: 'house' } as const;
  const clocks = await newClocks(scope, { ...judged, status: 'submitted', createdAt: new Date() });
  return scope.write((write) => {
    const held = hold(write, asked, { siteId: null, locale: 'en', channel: 'email' });
    release(write, held.request, { by: 'staff', message: held.message, clocks });
    const requestId = held.request.id;
    settle(write, mail, { state: 'stored', requestId, postId: held.message.id });
    write.record('inbound.released', about(mail), { audience: 'staff', data: { requestId } });
    return { requestId };
  });
}

/**
 * An agent lets a mail into the request beside which it waits: under the name of whoever asked where it bears his
 * address, and under its own address where not.
 *
 * @throws 404, 409 `inbound.not_now` and `requests.not_now`, 412
 */
export async function acceptMail(scope: Scope, id: string, version: number): Promise<{ requestId: string }> {
  const mail = await waiting(scope, id, version, ['held']);
  const request = await scope.find(requests, mail.requestId ?? '');
  const [person] = await scope
    .asSystem('accept-mail')
    .select(people, eq(people.email, mail.fromAddress ?? ''))
    .orderBy(asc(people.id))
    .limit(1);
  const authorId = person && person.id === request.requesterId ? person.id : null;
  const body = bodyOf({ text: mail.text ?? '', subject: mail.subject ?? '' });
  const action = await meantBy(scope, request, { body, attachments: [] });
  if (!takes(request, action)) throw conflict('requests.not_now');
  const clocks = await clocksOf(scope, request);
  await scope.write((write) => {
    // First of all whether somebody else has been quicker; that the request has moved on comes after it.
    settle(write, mail, { state: 'stored' });
    const postId = addAnswer(
      write,
      { request, clocks },
      { body, action, sender: authorId ? null : mail.fromAddress, authorId },
    );
    write.mark(inboundMails, eq(inboundMails.id, mail.id), { postId });
    write.record('inbound.accepted', about(mail), { audience: 'staff', data: { requestId: request.id } });
  });
  return { requestId: request.id };
}

/** It goes out of sight; the original stays as long as mails are kept. @throws 404, 409, 412 */
export async function discardMail(scope: Scope, id: string, version: number): Promise<void> {
  const mail = await waiting(scope, id, version, ['suspended', 'held']);
  await scope.write((write) => {
    settle(write, mail, { state: 'discarded' });
    write.record('inbound.discarded', about(mail), { audience: 'staff' });
  });
}

const about = ({ id }: InboundMail) => ({ id, accountId: HOUSE_ID });
