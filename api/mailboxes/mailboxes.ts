import { system } from '#api/core/actor.ts';
import { changes } from '#api/core/changes.ts';
import { conflict, stale } from '#api/core/errors.ts';
import { HOUSE_ID } from '#api/core/house.ts';
import type { Secrets } from '#api/core/secrets.ts';
import { Scope, type Base } from '#api/core/scope.ts';
import { MAIL_BYTES, takeIn } from '#api/inbound/arriving.ts';
import { isUniqueViolation } from '#db/errors.ts';
import { newId } from '#db/ids.ts';
import { mailboxes, type Mailbox } from '#db/schema/mailboxes.ts';
import { fetchMails, tryMailbox } from './fetching.ts';
import { findMailbox, openMailbox } from './queries.ts';
import type { AddMailbox, ChangeMailbox } from './schemas.ts';
import { checkSignature, newSecret, signedBy } from './signing.ts';

export { findMailbox, listMailboxes } from './queries.ts';

const PURPOSE = 'mailbox';
/** What the history tells of a change; it knows no secret. */
const READERS = { name: 'staff', category: 'staff', trustedServer: 'staff', active: 'staff' } as const;

/** The addresses that customers write to, and the doors by which their mails come in. */
export class Mailboxes {
  readonly #base: Base;
  readonly #secrets: Secrets;
  readonly #privateAddresses: boolean;

  constructor(base: Base, secrets: Secrets, { allowPrivate }: { allowPrivate: boolean }) {
    this.#base = base;
    this.#secrets = secrets;
    this.#privateAddresses = allowPrivate;
  }

  /** @returns the secret for whoever brings mails: it is told this once. @throws 409 `mailboxes.taken` */
  async add(scope: Scope, { imapUrl, ...given }: AddMailbox): Promise<{ id: string; secret: string }> {
    const id = newId('box');
    const secret = newSecret();
    const locked = {
      imapUrl: this.#locked(id, imapUrl),
      hookSecret: this.#secrets.lock(PURPOSE, id, secret),
    };
    try {
      await scope.write((write) => {
        write.insert(mailboxes, { id, ...given, ...locked });
        write.record('mailbox.added', { id, accountId: HOUSE_ID }, { audience: 'staff' });
      });
    } catch (error) {
      if (isUniqueViolation(error)) throw conflict('mailboxes.taken');
      throw error;
    }
    return { id, secret };
  }

  /** @throws 404, 412 */
  async change(scope: Scope, id: string, { imapUrl, version, ...change }: ChangeMailbox): Promise<void> {
    const mailbox = await this.#at(scope, id, version);
    const fetching = imapUrl
      ? { imapUrl: this.#locked(id, imapUrl), uidValidity: null, lastError: null }
      : {};
    await scope.write((write) => {
      write.update(mailboxes, mailbox, { ...change, ...fetching });
      const values = changes(mailbox, change, READERS);
      write.record('mailbox.changed', { id, accountId: HOUSE_ID }, { audience: 'staff', values });
    });
  }

  /** @returns another secret; the one before is worth nothing any more. @throws 404, 412 */
  async renewSecret(scope: Scope, id: string, version: number): Promise<string> {
    const mailbox = await this.#at(scope, id, version);
    const secret = newSecret();
    await scope.write((write) => {
      write.update(mailboxes, mailbox, { hookSecret: this.#secrets.lock(PURPOSE, id, secret) });
      write.record('mailbox.changed', { id, accountId: HOUSE_ID }, { audience: 'staff' });
    });
    return secret;
  }

  /** @returns what is wrong with the connection, if anything is. @throws 404, 409 where nothing is fetched */
  async tryOut(scope: Scope, id: string): Promise<string | null> {
    const mailbox = await findMailbox(scope, id);
    if (!mailbox.imapUrl) throw conflict('mailboxes.not_fetched');
    return tryMailbox(this.#given, mailbox);
  }

  /** A mail that somebody brings, with his signature on it. @throws 401, 404, 413 */
  async bring(id: string, headers: Headers, read: () => Promise<Uint8Array>): Promise<void> {
    const signed = signedBy(headers);
    const mailbox = await openMailbox(new Scope(this.#base, system('bring-mail')), id);
    const bytes = await read();
    checkSignature(this.#secrets.unlock(PURPOSE, id, mailbox.hookSecret) ?? '', signed, bytes);
    const size = bytes.byteLength;
    const taken = size > MAIL_BYTES ? undefined : bytes;
    await takeIn(this.#base, mailbox, { onceKey: `${id}:${signed.id}`, size, bytes: taken });
  }

  /** Looks into every mailbox that is fetched. @returns how many mails there were */
  fetch = (): Promise<number> => fetchMails(this.#given);

  get #given() {
    return { base: this.#base, secrets: this.#secrets, privateAddresses: this.#privateAddresses };
  }

  #locked = (id: string, imapUrl: string | null) => imapUrl && this.#secrets.lock(PURPOSE, id, imapUrl);

  async #at(scope: Scope, id: string, version: number): Promise<Mailbox> {
    const mailbox = await findMailbox(scope, id);
    if (mailbox.version !== version) throw stale();
    return mailbox;
  }
}
