import { and, eq, isNotNull } from 'drizzle-orm';

import { system } from '#api/core/actor.ts';
import { Scope } from '#api/core/scope.ts';
import type { Backstage } from '#api/handlers.ts';
import { translator } from '#api/i18n/index.ts';
import type { Handler } from '#api/jobs/worker.ts';
import { reference } from '#api/requests/reference.ts';
import { codes, people } from '#db/schema/people.ts';
import { messages, requests, type Request } from '#db/schema/requests.ts';

const inside = ({ base }: Backstage) => new Scope(base, system('mail-guest'));

/** Nothing that the visitor wrote is in it: the address may be somebody else's. */
export const mailProof =
  (backstage: Backstage): Handler =>
  async ({ id: onceKey, subjectId }) => {
    const { auth, config, post, house } = backstage;
    const [request] = await inside(backstage).select(requests, eq(requests.id, subjectId));
    if (request?.status !== 'quarantined' || !request.guestEmail) return;
    const email = request.guestEmail;
    const t = translator(request.locale);
    const envelope = {
      onceKey,
      to: email,
      subjectId,
      personal: true,
      answersMail: request.channel === 'email',
    };
    await post.post(envelope, (write) => {
      const code = auth.codes.issue(write, { kind: 'proof', subjectId, email });
      return {
        subject: t('guests.mail.proof_subject', { house: house.name }),
        paragraphs: [t('guests.mail.proof', { house: house.name }), t('guests.mail.proof_expiry')],
        action: { label: t('guests.mail.proof_action'), url: `${config.url}/prove?code=${code}` },
        footer: t('guests.mail.proof_footer'),
      };
    });
  };

/** To a guest whose question the house keeps; a customer gets the receipt that customers get. */
export const mailGuestReceipt =
  (backstage: Backstage): Handler =>
  async ({ id: onceKey, subjectId, data }) => {
    const reader = await readerOf(backstage, subjectId);
    const [message] = await inside(backstage).select(messages, eq(messages.id, String(data['messageId'])));
    if (!reader || !message) return;
    const { request, email } = reader;
    const t = translator(request.locale);
    await backstage.post.post({ onceKey, to: email, subjectId, answerable: true }, () => ({
      ...frame(request),
      paragraphs: [
        t('requests.mail.receipt', { name: request.guestName ?? '', reference: reference(request) }),
        t('guests.mail.receipt'),
      ],
      quote: message.body,
      footer: t('guests.mail.footer'),
      answerFooter: t('guests.mail.footer_answer'),
    }));
  };

/** Asks a guest once more, or says that nobody waits for an answer any longer; the question itself he has had. */
export const mailGuestWoken =
  (backstage: Backstage): Handler =>
  async ({ id: onceKey, subjectId, data }) => {
    const gaveUp = data['action'] === 'give_up';
    const reader = gaveUp || data['action'] === 'remind' ? await readerOf(backstage, subjectId) : undefined;
    if (!reader) return;
    const { request, email } = reader;
    const t = translator(request.locale);
    await backstage.post.post({ onceKey, to: email, subjectId, answerable: true }, () => ({
      ...frame(request),
      paragraphs: [t(gaveUp ? 'requests.mail.gave_up' : 'requests.mail.remind_guest')],
      footer: t('guests.mail.footer'),
      answerFooter: t('guests.mail.footer_answer'),
    }));
  };

/** What the house says, to a guest. He has no account to read it in, so all of it is in the mail. */
export const mailGuestReply =
  (backstage: Backstage): Handler =>
  async ({ id: onceKey, subjectId, data }) => {
    const scope = inside(backstage);
    const [message] = await scope.select(messages, eq(messages.id, String(data['messageId'])));
    const reader = message?.side === 'staff' ? await readerOf(backstage, subjectId) : undefined;
    if (!reader || !message) return;
    const { request, email } = reader;
    const [author] = await scope.select(people, eq(people.id, message.authorId ?? ''));
    const t = translator(request.locale);
    await backstage.post.post({ onceKey, to: email, subjectId, byHand: true, answerable: true }, () => ({
      ...frame(request),
      paragraphs: [t('requests.mail.answer', { name: author?.name ?? backstage.house.name })],
      quote: message.body,
      action: { label: t('guests.mail.again'), url: `${backstage.config.url}/f/request` },
      footer: t('guests.mail.footer'),
      answerFooter: t('guests.mail.footer_answer'),
    }));
  };

/** Nobody, unless the address has proven itself: an agent may have released the request without that. */
async function readerOf(backstage: Backstage, id: string) {
  const [request] = await inside(backstage).select(requests, eq(requests.id, id));
  if (!request?.guestEmail || request.requesterId) return undefined;
  const proven = and(eq(codes.subjectId, id), eq(codes.kind, 'proof'), isNotNull(codes.usedAt));
  const [code] = await backstage.base.db.reader.select().from(codes).where(proven).limit(1);
  return code && { request, email: code.email };
}

const frame = (request: Request) => ({
  subject: translator(request.locale)('requests.mail.subject', {
    reference: reference(request),
    subject: request.subject,
  }),
});
