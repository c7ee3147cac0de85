import { eq } from 'drizzle-orm';

import type { Member } from '#api/core/actor.ts';
import { AppError } from '#api/core/errors.ts';
import { Scope } from '#api/core/scope.ts';
import type { Write } from '#api/core/write.ts';
import { hold } from '#api/guests/holding.ts';
import type { Backstage } from '#api/handlers.ts';
import { meantBy } from '#api/requests/meaning.ts';
import { replyToRequest, submitRequest } from '#api/requests/service.ts';
import { advance } from '#api/requests/status.ts';
import { clocksOf } from '#api/service-levels/keeping.ts';
import type { Locale } from '#db/enums.ts';
import { inboundMails, type InboundMail } from '#db/schema/mailboxes.ts';
import { requests, type Request } from '#db/schema/requests.ts';
import { addAnswer } from './answering.ts';
import { inside, type Author, type Part } from './authors.ts';
import type { Case, Fate } from './case.ts';
import { keepFiles } from './files.ts';
import { Settling } from './settling.ts';
import { trimReply } from './trimming/trim.ts';

const LONGEST = 20_000;
const LONGEST_SUBJECT = 160;
const NO_SUBJECT = '—';

/** What the sender wrote himself, as long as a message may be. The whole of it stays in the original. */
export function bodyOf({ text, subject }: { text: string; subject: string }): string {
  const body = trimReply(text) || text.trim() || subject || NO_SUBJECT;
  return body.length > LONGEST ? `${body.slice(0, LONGEST - 1)}…` : body;
}

export const subjectOf = (subject: string) => subject.slice(0, LONGEST_SUBJECT).trim() || NO_SUBJECT;

/** Whoever takes part writes into the request, with all that follows when he does it in the portal. */
export async function reply(backstage: Backstage, given: Case, request: Request, part: Part): Promise<Fate> {
  const requestId = request.id;
  const body = bodyOf(given.mail);
  if ('guest' in part) {
    const house = inside(backstage);
    const action = await meantBy(house, request, { body, attachments: given.mail.files });
    if (!takes(request, action)) return { state: 'suspended', reason: 'not_now', requestId };
    const clocks = await clocksOf(house, request);
    const postId = await house.write((write) => {
      const id = addAnswer(write, { request, clocks }, { body, action, sender: null });
      settle(write, given.row, { state: 'stored', requestId, postId: id });
      return id;
    });
    return { state: 'stored', requestId, postId };
  }
  const act = async (scope: Scope, attachments: string[]) => ({
    requestId,
    postId: (await replyToRequest(scope, requestId, { body, attachments })).id,
  });
  return asMember(backstage, given, part.member, act);
}

/** A new request: of a customer whose mail server vouches for him, and else one that waits for a proof. */
export async function begin(backstage: Backstage, given: Case, author: Author): Promise<Fate> {
  const member = author.members.find(({ kind, rights }) => kind !== 'staff' && rights['requests.submit']);
  const subject = subjectOf(given.mail.subject);
  const body = bodyOf(given.mail);
  const { category } = given.mailbox;
  if (member && given.verdict === 'aligned') {
    const act = async (scope: Scope, attachments: string[]) => {
      const input = { subject, body, category, priority: 'normal' as const, accountId: null, attachments };
      return { requestId: (await submitRequest(scope, input)).id, postId: null };
    };
    const fate = await asMember(backstage, given, member, act);
    const { requestId } = fate;
    if (requestId)
      await inside(backstage).write((write) =>
        write.mark(requests, eq(requests.id, requestId), { channel: 'email' }),
      );
    return fate;
  }
  const guest = { name: author.name || author.address, email: author.address, subject, body, category };
  const about = { siteId: null, locale: localeOf(author, body), channel: 'email' as const };
  return inside(backstage).write((write): Fate => {
    const { request, message } = hold(write, guest, about);
    settle(write, given.row, { state: 'quarantined', requestId: request.id, postId: message.id });
    return { state: 'quarantined', requestId: request.id, postId: message.id };
  });
}

const localeOf = ({ person }: Author, body: string): Locale =>
  person?.locale ?? (/\p{Script=Cyrillic}{3}/u.test(body) ? 'ru' : 'en');

type Done = { requestId: string; postId: string | null };

/** Acts as somebody would in the portal, once. What is not his to do now waits for an agent. */
async function asMember(
  backstage: Backstage,
  { row, mail }: Case,
  member: Member,
  act: (scope: Scope, attachments: string[]) => Promise<Done>,
): Promise<Fate> {
  const { base } = backstage;
  const attachments = await keepFiles(new Scope(base, member), member, mail.files);
  try {
    const claim = new Settling(base, row);
    const done = await act(new Scope(base, member, { claim }), attachments);
    await inside(backstage).write((write) => write.mark(inboundMails, eq(inboundMails.id, row.id), done));
    return { state: 'stored', ...done };
  } catch (error) {
    if (Settling.isSettled(error)) return { state: 'stored' };
    if (!(error instanceof AppError) || error.status === 429) throw error;
    return { state: 'suspended', reason: 'not_now' };
  }
}

/** Notes on the mail what became of it. @throws 412 where somebody else has done so */
export function settle(write: Write, row: InboundMail, fate: Partial<InboundMail>): void {
  write.update(inboundMails, row, fate);
}

/** Whether a request stands so that whoever asked may still do that. */
export const takes = ({ status }: Request, action: 'reply' | 'thank'): boolean => {
  try {
    return advance(status, 'customer', action) !== undefined;
  } catch {
    return false;
  }
};
