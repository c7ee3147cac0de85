import { eq } from 'drizzle-orm';
import type { ImapFlow } from 'imapflow';

import { system } from '#api/core/actor.ts';
import type { Secrets } from '#api/core/secrets.ts';
import { Scope, type Base } from '#api/core/scope.ts';
import { MAIL_BYTES, takeIn } from '#api/inbound/arriving.ts';
import { mailboxes, type Mailbox } from '#db/schema/mailboxes.ts';
import { openImap } from './imap.ts';
import { listMailboxes } from './queries.ts';

const AT_ONCE = 200;

type Given = { base: Base; secrets: Secrets; privateAddresses: boolean };

/**
 * Fetches what is new in each mailbox. The server is left as it is; how far we have come stands in our own row, which
 * moves on after each mail, so that a process which ends in between takes none twice and misses none.
 *
 * @returns how many mails
 */
export async function fetchMails(given: Given): Promise<number> {
  let fetched = 0;
  for (const mailbox of await listMailboxes(inside(given)))
    if (mailbox.active && mailbox.imapUrl) fetched += await fetchFrom(given, mailbox);
  return fetched;
}

const inside = ({ base }: Given) => new Scope(base, system('fetch-mails'));

async function fetchFrom(given: Given, mailbox: Mailbox): Promise<number> {
  try {
    const fetched = await newIn(given, mailbox);
    await note(given, mailbox, { fetchedAt: new Date(), lastError: null });
    return fetched;
  } catch (error) {
    await note(given, mailbox, { lastError: faultOf(error) });
    return 0;
  }
}

const note = (given: Given, { id }: Mailbox, change: Partial<Mailbox>) =>
  inside(given).write((write) => write.mark(mailboxes, eq(mailboxes.id, id), change));

/** Signs in and goes again. @returns what is wrong, if anything is */
export async function tryMailbox(given: Given, mailbox: Mailbox): Promise<string | null> {
  try {
    const client = await open(given, mailbox);
    await client.mailboxOpen('INBOX', { readOnly: true }).finally(() => client.close());
    await note(given, mailbox, { lastError: null });
    return null;
  } catch (error) {
    const fault = faultOf(error);
    await note(given, mailbox, { lastError: fault });
    return fault;
  }
}

async function open({ secrets, privateAddresses }: Given, { id, imapUrl }: Mailbox): Promise<ImapFlow> {
  const url = secrets.unlock('mailbox', id, imapUrl ?? '');
  if (url === undefined) throw new Error('locked');
  return openImap(url, { privateAddresses });
}

async function newIn(given: Given, mailbox: Mailbox): Promise<number> {
  const client = await open(given, mailbox);
  try {
    const { uidValidity } = await client.mailboxOpen('INBOX', { readOnly: true });
    const generation = String(uidValidity);
    const last = mailbox.uidValidity === generation ? mailbox.lastUid : 0;
    const found: { uid: number; size: number }[] = [];
    for await (const { uid, size } of client.fetch(`${last + 1}:*`, { uid: true, size: true }, { uid: true }))
      // Where there is nothing behind the last one, "*" is that one.
      if (uid > last) found.push({ uid, size: size ?? 0 });
    const next = found.sort((a, b) => a.uid - b.uid).slice(0, AT_ONCE);
    for (const { uid, size } of next) {
      const bytes = size > MAIL_BYTES ? undefined : await sourceOf(client, uid);
      await takeIn(given.base, mailbox, { onceKey: `${mailbox.id}:${generation}:${uid}`, size, bytes });
      await note(given, mailbox, { uidValidity: generation, lastUid: uid });
    }
    return next.length;
  } finally {
    client.close();
  }
}

async function sourceOf(client: ImapFlow, uid: number): Promise<Uint8Array> {
  const found = await client.fetchOne(String(uid), { source: true }, { uid: true });
  if (!found || !found.source) throw new Error('gone');
  return found.source;
}

/** In a word of the server or of the system: nothing in it comes from the address, which holds a password. */
function faultOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'failed';
  if ('authenticationFailed' in error && error.authenticationFailed) return 'authentication';
  if ('fault' in error) return String(error.fault);
  if ('code' in error && typeof error.code === 'string') return error.code.slice(0, 60);
  return 'failed';
}
