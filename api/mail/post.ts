import { and, asc, desc, eq } from 'drizzle-orm';

import { system } from '#api/core/actor.ts';
import { Scope, type Base } from '#api/core/scope.ts';
import type { Write } from '#api/core/write.ts';
import { newId } from '#db/ids.ts';
import { inboundMails, mailboxes, type Mailbox } from '#db/schema/mailboxes.ts';
import { mails, type Mail } from '#db/schema/mails.ts';
import { isQuiet, isTooMuch, withinBounds } from './bounds.ts';
import { layout, type Letter } from './layout.ts';
import { hashOfToken, type Threading } from './threading.ts';
import type { Transport } from './transport.ts';

const REFERENCES_KEPT = 20;

export type Envelope = {
  /** Event and recipient: a mail with the same key is not written twice. */
  onceKey: string;
  to: string;
  /** What the mail is about; the mails about one thing to one recipient are a thread. */
  subjectId?: string;
  /** Holds a link with a secret: once it is sent, its text is not kept. */
  personal?: boolean;
  /** Somebody has written it with his own hands, for this reader. */
  byHand?: boolean;
  /** Whoever gets it may answer it by mail. */
  answerable?: boolean;
  /** It answers a mail by itself, so there is an end to it. */
  answersMail?: boolean;
};

/**
 * The one way a mail leaves. It is written down first, in one batch with whatever must happen with it, and then
 * sent; without an SMTP server it stays, to be read at /desk/mail.
 */
export class Post {
  readonly threading: Threading;
  /** By which a mail of ours is known when it comes back, whoever sent it on. */
  readonly loop: string;
  /** The address that our mails come from. */
  readonly from: string;
  readonly #base: Base;
  readonly #transport: Transport | undefined;
  readonly #house: { name: string };

  constructor(
    base: Base,
    transport: Transport | undefined,
    { threading, url, mailFrom }: { threading: Threading; url: string; mailFrom: string },
    house: { name: string },
  ) {
    this.threading = threading;
    this.loop = new URL(url).hostname;
    this.from = mailFrom.replace(/^.*<|>.*$/g, '').toLowerCase();
    this.#base = base;
    this.#transport = transport;
    this.#house = house;
  }

  /**
   * @param compose may add to the batch in which the mail is written: the code of a link, above all
   * @throws the transport's error; the job that posts is then tried again
   */
  async post(envelope: Envelope, compose: (write: Write) => Letter): Promise<void> {
    // A program acts for its account and has no address.
    if (!envelope.to.includes('@')) return;
    const mail = (await this.#written(envelope.onceKey)) ?? (await this.#write(envelope, compose));
    if (!this.#transport || mail?.state !== 'queued') return;
    await this.#transport.send(mail);
    const emptied = envelope.personal ? { text: '', html: '' } : {};
    await this.#base.db.direct
      .update(mails)
      .set({ state: 'sent', sentAt: new Date(), ...emptied })
      .where(eq(mails.id, mail.id));
  }

  async #write(envelope: Envelope, compose: (write: Write) => Letter): Promise<Mail | undefined> {
    const { onceKey, to, subjectId, answersMail } = envelope;
    const id = newId('mail');
    const scope = new Scope(this.#base, system('post'));
    const mailbox = await this.#mailboxOf(envelope);
    const answerable = envelope.answerable && mailbox !== undefined;
    if (answersMail && mailbox && (await isQuiet(scope, mailbox))) return undefined;
    const headers = await this.#headers(id, envelope, mailbox);
    const written = scope.write((write) => {
      const { answerFooter, ...letter } = compose(write);
      const { subject } = letter;
      const footed = answerable && answerFooter ? { ...letter, footer: answerFooter } : letter;
      if (answersMail && subjectId) withinBounds(write, { to, subjectId, subject });
      return write.insert(mails, {
        id,
        onceKey,
        toAddress: to,
        subject,
        ...layout(footed, this.#house.name),
        headers,
        messageId: this.threading.messageId(id),
        subjectId: subjectId ?? null,
        replyHash: answerable ? hashOfToken(this.threading.token(id)) : null,
        automatic: answersMail ?? false,
        mailboxId: mailbox?.id ?? null,
        state: this.#transport ? 'queued' : 'kept',
      });
    });
    return written.catch((error: unknown) => {
      if (isTooMuch(error)) return undefined;
      throw error;
    });
  }

  async #headers(id: string, envelope: Envelope, mailbox: Mailbox | undefined): Promise<Mail['headers']> {
    const { to, subjectId, byHand, answerable, answersMail } = envelope;
    return {
      'X-Loop': this.loop,
      ...(byHand ? {} : automatic(answersMail)),
      ...(subjectId ? await this.#threadHeaders(to, subjectId) : {}),
      ...(answerable && mailbox ? { 'Reply-To': this.threading.replyTo(mailbox.address, id) } : {}),
    };
  }

  async #written(onceKey: string): Promise<Mail | undefined> {
    const [mail] = await this.#base.db.reader.select().from(mails).where(eq(mails.onceKey, onceKey));
    return mail;
  }

  /** The one that the request came by last, else the first there is. */
  async #mailboxOf({ subjectId, answerable, answersMail }: Envelope): Promise<Mailbox | undefined> {
    if (!subjectId || !(answerable || answersMail)) return undefined;
    const { reader } = this.#base.db;
    const [came] = await reader
      .select({ mailbox: mailboxes })
      .from(inboundMails)
      .innerJoin(mailboxes, and(eq(mailboxes.id, inboundMails.mailboxId), eq(mailboxes.active, true)))
      .where(eq(inboundMails.requestId, subjectId))
      .orderBy(desc(inboundMails.createdAt))
      .limit(1);
    if (came) return came.mailbox;
    const [first] = await reader
      .select()
      .from(mailboxes)
      .where(eq(mailboxes.active, true))
      .orderBy(asc(mailboxes.id))
      .limit(1);
    return first;
  }

  /** RFC 5322 §3.6.4: the newest mail of the thread, and all of them in order, whoever of the two has written it. */
  async #threadHeaders(to: string, subjectId: string): Promise<Record<string, string>> {
    const { reader } = this.#base.db;
    const [ours, theirs] = await Promise.all([
      reader
        .select({ messageId: mails.messageId, at: mails.createdAt })
        .from(mails)
        .where(and(eq(mails.subjectId, subjectId), eq(mails.toAddress, to)))
        .orderBy(desc(mails.createdAt), desc(mails.id))
        .limit(REFERENCES_KEPT),
      reader
        .select({ messageId: inboundMails.messageId, at: inboundMails.createdAt })
        .from(inboundMails)
        .where(and(eq(inboundMails.requestId, subjectId), eq(inboundMails.fromAddress, to)))
        .orderBy(desc(inboundMails.createdAt))
        .limit(REFERENCES_KEPT),
    ]);
    const earlier = [...theirs, ...ours.reverse()]
      .sort((a, b) => a.at.getTime() - b.at.getTime())
      .flatMap(({ messageId }) => messageId ?? [])
      .slice(-REFERENCES_KEPT);
    const newest = earlier.at(-1);
    return newest ? { 'In-Reply-To': newest, References: earlier.join(' ') } : {};
  }
}

/** RFC 3834: tells other machines that a machine wrote this, so that they do not answer it. */
const automatic = (answersMail: boolean | undefined) => ({
  'Auto-Submitted': answersMail ? 'auto-replied' : 'auto-generated',
  'X-Auto-Response-Suppress': 'All',
  ...(answersMail ? { Precedence: 'bulk' } : {}),
});
