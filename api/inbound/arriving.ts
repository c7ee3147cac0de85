import { createHash } from 'node:crypto';

import { eq } from 'drizzle-orm';

import { system } from '#api/core/actor.ts';
import { HOUSE_ID } from '#api/core/house.ts';
import { Scope, type Base } from '#api/core/scope.ts';
import { isUniqueViolation } from '#db/errors.ts';
import { newId } from '#db/ids.ts';
import { inboundMails, type Mailbox } from '#db/schema/mailboxes.ts';

export const MAIL_BYTES = 25 * 1024 * 1024;

/** A mail at one of the doors; `bytes` is missing where it was too large to take. */
export type Arriving = { onceKey: string; size: number; bytes: Uint8Array | undefined };

/**
 * Takes a mail in: first the bytes, then the row that names them, and nothing is read yet. The same mail at the same
 * door a second time is the first one.
 */
export async function takeIn(
  base: Base,
  mailbox: Mailbox,
  { onceKey, size, bytes }: Arriving,
): Promise<void> {
  const scope = new Scope(base, system('take-in'));
  const [known] = await scope.select(inboundMails, eq(inboundMails.onceKey, onceKey)).limit(1);
  if (known) return;
  const id = newId('inm');
  if (bytes) await base.storage.put(id, once(bytes), { maxBytes: MAIL_BYTES });
  const hash = createHash('sha256')
    .update(bytes ?? onceKey)
    .digest('hex');
  const fate = bytes
    ? { state: 'received' as const }
    : { state: 'refused' as const, reason: 'too_large' as const };
  try {
    await scope.write((write) => {
      write.insert(inboundMails, { id, mailboxId: mailbox.id, onceKey, hash, size, ...fate });
      const about = { id, accountId: HOUSE_ID };
      if (bytes)
        write.record('inbound.received', about, { audience: 'staff', data: { mailboxId: mailbox.id } });
    });
  } catch (error) {
    await base.storage.delete(id);
    if (!isUniqueViolation(error)) throw error;
  }
}

async function* once(bytes: Uint8Array) {
  yield bytes;
}
