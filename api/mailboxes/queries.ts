import { asc, eq } from 'drizzle-orm';

import { notFound } from '#api/core/errors.ts';
import type { Scope } from '#api/core/scope.ts';
import { mailboxes, type Mailbox } from '#db/schema/mailboxes.ts';

const MOST = 100;

/** All of them; a house has a handful. */
export const listMailboxes = (scope: Scope): Promise<Mailbox[]> =>
  scope.select(mailboxes).orderBy(asc(mailboxes.address)).limit(MOST);

export const findMailbox = (scope: Scope, id: string): Promise<Mailbox> => scope.find(mailboxes, id);

/** For whoever brings mails and has shown nothing yet. @throws 404 also for one that takes none */
export async function openMailbox(scope: Scope, id: string): Promise<Mailbox> {
  const [mailbox] = await scope.select(mailboxes, eq(mailboxes.id, id)).limit(1);
  if (!mailbox?.active) throw notFound('mailboxes');
  return mailbox;
}
