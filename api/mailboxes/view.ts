import type { Mailbox } from '#db/schema/mailboxes.ts';

/** What a mailbox is, without its secrets. */
export const viewMailbox = (mailbox: Mailbox) => ({
  id: mailbox.id,
  name: mailbox.name,
  address: mailbox.address,
  category: mailbox.category,
  fetches: mailbox.imapUrl !== null,
  trustedServer: mailbox.trustedServer,
  active: mailbox.active,
  fetchedAt: mailbox.fetchedAt,
  lastError: mailbox.lastError,
  quietUntil: mailbox.quietUntil,
  version: mailbox.version,
});
