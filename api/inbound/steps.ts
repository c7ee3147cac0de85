import { and, eq, lt, ne, or } from 'drizzle-orm';

import { AppError } from '#api/core/errors.ts';
import { inboundMails, mailboxes } from '#db/schema/mailboxes.ts';
import { mails } from '#db/schema/mails.ts';
import { authorOf, inside, partOf } from './authors.ts';
import { automaticBy } from './automatic.ts';
import { bounceOf } from './bounces.ts';
import type { Fate, Step } from './case.ts';
import { threadOf } from './locating.ts';
import { begin, reply } from './storing.ts';

const sender: Step = ({ mail }) => {
  if (mail.from.length === 0) return { state: 'suspended', reason: 'no_sender' };
  return mail.from.length > 1 ? { state: 'suspended', reason: 'many_senders' } : undefined;
};

/** What the house has sent itself comes back to it, and would go round. */
const own: Step = async ({ mail }, backstage) => {
  const { post } = backstage;
  if (mail.messageId && post.threading.mailOf(mail.messageId)) return { state: 'own', reason: 'own_message' };
  if (mail.headers.some(([name, value]) => name === 'x-loop' && value === post.loop))
    return { state: 'own', reason: 'loop' };
  const address = mail.from[0]?.address ?? '';
  const [box] = await inside(backstage).select(mailboxes, eq(mailboxes.address, address)).limit(1);
  return box || address === post.from ? { state: 'own', reason: 'own_address' } : undefined;
};

/** The mail of ours that did not arrive is marked, and its request is told; nothing else follows. */
const bounced: Step = async ({ mail }, backstage) => {
  const bounce = bounceOf(mail);
  if (!bounce) return undefined;
  const [id] = bounce.about.flatMap((one) => backstage.post.threading.mailOf(one) ?? []);
  const [sent] = id ? await inside(backstage).select(mails, eq(mails.id, id)) : [];
  const { lasting, status: error } = bounce;
  if (sent && lasting)
    await inside(backstage).write((write) =>
      write.mark(mails, eq(mails.id, sent.id), { state: 'failed', error }),
    );
  return { state: 'bounce', reason: 'bounced', ...(sent?.subjectId ? { requestId: sent.subjectId } : {}) };
};

/** What a machine wrote is kept with its request and moves nothing. */
const automatic: Step = async (given, backstage) => {
  const reason = automaticBy(given.mail);
  if (!reason) return undefined;
  const thread = await threadOf(backstage, given);
  return { state: 'auto', reason, ...(thread ? { requestId: thread.request.id } : {}) };
};

/** The same mail by another way: its Message-ID, or every byte of it. */
const seen: Step = async ({ row, mail }, backstage) => {
  const same = mail.messageId
    ? or(eq(inboundMails.hash, row.hash), eq(inboundMails.messageId, mail.messageId))
    : eq(inboundMails.hash, row.hash);
  const earlier = and(same, ne(inboundMails.id, row.id), lt(inboundMails.id, row.id));
  const [first] = await inside(backstage).select(inboundMails, earlier).limit(1);
  return first && { state: 'duplicate', reason: first.hash === row.hash ? 'seen_text' : 'seen_id' };
};

const locate: Step = async (given, backstage) => {
  given.thread = await threadOf(backstage, given);
  return undefined;
};

const empty: Step = ({ mail }) =>
  mail.text.trim() || mail.subject || mail.files.length ? undefined : { state: 'suspended', reason: 'empty' };

/** Nobody acts for the house by mail. */
const identify: Step = async (given, backstage) => {
  const [from] = given.mail.from;
  if (!from) return undefined;
  given.author = await authorOf(backstage, from);
  const isStaff = given.author.members.some(({ kind }) => kind === 'staff');
  return isStaff ? { state: 'suspended', reason: 'from_staff' } : undefined;
};

/** Who takes part, and shows that it is he, writes into his request; others wait there for an agent. */
const answer: Step = async (given, backstage) => {
  const { thread, author, verdict } = given;
  if (!thread || !author) return undefined;
  const part = await partOf(backstage, thread.request, author);
  const knows = thread.by === 'token' && thread.recipient === author.address && verdict !== 'failed';
  const proven = verdict === 'aligned' || knows;
  if (part && proven) return reply(backstage, given, thread.request, part);
  if (thread.by === 'reference') return undefined;
  const held = (reason: Fate['reason'] & string): Fate => ({
    state: 'held',
    reason,
    requestId: thread.request.id,
  });
  if (thread.recipient !== author.address) return held('other_sender');
  return held(part ? 'unauthenticated' : 'not_taking_part');
};

/** A new request: a customer's own where that is sure, and else one that waits for a proof. */
const ask: Step = async (given, backstage) => {
  const { author } = given;
  if (!author) return undefined;
  try {
    await backstage.auth.limits.take('guest-person', author.address);
  } catch (error) {
    if (error instanceof AppError) return { state: 'suspended', reason: 'too_many' };
    throw error;
  }
  return begin(backstage, given, author);
};

/**
 * What is asked of every mail, in this order, once it was read and its sender's own server was heard. The first that
 * knows what becomes of it ends it.
 */
export const steps: readonly (readonly [name: string, step: Step])[] = [
  ['own', own],
  ['bounced', bounced],
  ['sender', sender],
  ['automatic', automatic],
  ['seen', seen],
  ['empty', empty],
  ['locate', locate],
  ['identify', identify],
  ['answer', answer],
  ['ask', ask],
];
