import { randomUUID } from 'node:crypto';

import { and, desc, eq } from 'drizzle-orm';

import { system } from '#api/core/actor.ts';
import { Scope, type Base } from '#api/core/scope.ts';
import type { Write } from '#api/core/write.ts';
import { mails, type Mail } from '#db/schema/mails.ts';
import { layout, type Letter } from './layout.ts';
import type { Transport } from './transport.ts';

const REFERENCES_KEPT = 20;

/** RFC 3834: tells other machines that a machine wrote this, so that they do not answer it. */
const AUTOMATIC = { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' };

export type Envelope = {
  /** Event and recipient: a mail with the same key is not written twice. */
  onceKey: string;
  to: string;
  /** What the mail is about; the mails about one thing to one recipient are a thread. */
  subjectId?: string;
  /** Holds a link with a secret: once it is sent, its text is not kept. */
  personal?: boolean;
};

/**
 * The one way a mail leaves. It is written down first, in one batch with whatever must happen with it, and then
 * sent; without an SMTP server it stays, to be read at /desk/mail.
 */
export class Post {
  readonly #base: Base;
  readonly #transport: Transport | undefined;
  readonly #domain: string;
  readonly #house: { name: string };

  constructor(base: Base, transport: Transport | undefined, url: string, house: { name: string }) {
    this.#base = base;
    this.#transport = transport;
    this.#domain = new URL(url).hostname;
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
    if (!this.#transport || mail.state !== 'queued') return;
    await this.#transport.send(mail);
    const emptied = envelope.personal ? { text: '', html: '' } : {};
    await this.#base.db.direct
      .update(mails)
      .set({ state: 'sent', sentAt: new Date(), ...emptied })
      .where(eq(mails.id, mail.id));
  }

  async #write({ onceKey, to, subjectId }: Envelope, compose: (write: Write) => Letter): Promise<Mail> {
    const headers = { ...AUTOMATIC, ...(subjectId ? await this.#threadHeaders(to, subjectId) : {}) };
    return new Scope(this.#base, system('post')).write((write) => {
      const letter = compose(write);
      return write.insert(mails, {
        onceKey,
        toAddress: to,
        subject: letter.subject,
        ...layout(letter, this.#house.name),
        headers,
        messageId: `<${randomUUID()}@${this.#domain}>`,
        subjectId: subjectId ?? null,
        state: this.#transport ? 'queued' : 'kept',
      });
    });
  }

  async #written(onceKey: string): Promise<Mail | undefined> {
    const [mail] = await this.#base.db.reader.select().from(mails).where(eq(mails.onceKey, onceKey));
    return mail;
  }

  /** RFC 5322 §3.6.4: the newest mail of the thread, and all of them in order. */
  async #threadHeaders(to: string, subjectId: string): Promise<Record<string, string>> {
    const earlier = await this.#base.db.reader
      .select({ messageId: mails.messageId })
      .from(mails)
      .where(and(eq(mails.subjectId, subjectId), eq(mails.toAddress, to)))
      .orderBy(desc(mails.createdAt), desc(mails.id))
      .limit(REFERENCES_KEPT);
    const [newest] = earlier;
    if (!newest) return {};
    return {
      'In-Reply-To': newest.messageId,
      References: earlier
        .map(({ messageId }) => messageId)
        .reverse()
        .join(' '),
    };
  }
}
