import { and, desc, eq, inArray, isNotNull } from 'drizzle-orm';

import type { Backstage } from '#api/handlers.ts';
import { hashOfToken, tokensIn } from '#api/mail/threading.ts';
import { inboundMails } from '#db/schema/mailboxes.ts';
import { mails } from '#db/schema/mails.ts';
import { requests } from '#db/schema/requests.ts';
import { inside } from './authors.ts';
import type { Case, Thread } from './case.ts';

type Found = { requestId: string; recipient: string | undefined } | undefined;

/** The request that a mail answers: by what only its reader can know, then by what anybody can write. */
export async function threadOf(backstage: Backstage, given: Case): Promise<Thread | undefined> {
  return (
    (await threadBy('token', backstage, await byToken(backstage, given))) ??
    (await threadBy('id', backstage, await byOurId(backstage, given))) ??
    (await threadBy('reference', backstage, await byReference(backstage, given)))
  );
}

async function threadBy(by: Thread['by'], backstage: Backstage, found: Found): Promise<Thread | undefined> {
  if (!found) return undefined;
  const [request] = await inside(backstage).select(requests, eq(requests.id, found.requestId));
  return request && { request, by, recipient: found.recipient };
}

/** The address that a mail of ours named for answers. */
async function byToken(backstage: Backstage, { mail, mailbox }: Case): Promise<Found> {
  const hashes = tokensIn(mail.to, mailbox.address).map(hashOfToken);
  if (!hashes.length) return undefined;
  const [sent] = await inside(backstage).select(mails, inArray(mails.replyHash, hashes)).limit(1);
  return sent?.subjectId ? { requestId: sent.subjectId, recipient: sent.toAddress } : undefined;
}

/** A Message-ID that we have issued: the seal in it says so, and nothing else does. */
async function byOurId(backstage: Backstage, { mail }: Case): Promise<Found> {
  const ids = mail.answers.flatMap((id) => backstage.post.threading.mailOf(id) ?? []);
  if (!ids.length) return undefined;
  const sent = await inside(backstage).select(mails, inArray(mails.id, ids)).limit(ids.length);
  const nearest = ids
    .flatMap((id) => sent.find((one) => one.id === id) ?? [])
    .find(({ subjectId }) => subjectId);
  return nearest?.subjectId ? { requestId: nearest.subjectId, recipient: nearest.toAddress } : undefined;
}

const REFERENCE = /\bREQ-(\d{1,12})\b/i;

/** What anybody can write: the number in the subject, or the Message-ID of a mail that came in. */
async function byReference(backstage: Backstage, { mail }: Case): Promise<Found> {
  const scope = inside(backstage);
  if (mail.answers.length) {
    const earlier = and(inArray(inboundMails.messageId, mail.answers), isNotNull(inboundMails.requestId));
    const [answered] = await scope
      .select(inboundMails, earlier)
      .orderBy(desc(inboundMails.createdAt))
      .limit(1);
    if (answered?.requestId) return { requestId: answered.requestId, recipient: undefined };
  }
  const number = REFERENCE.exec(mail.subject)?.[1];
  if (!number) return undefined;
  const [request] = await scope.select(requests, eq(requests.number, Number(number)));
  return request && { requestId: request.id, recipient: undefined };
}
