import type { InboundMail } from '#db/schema/mailboxes.ts';

/** A mail that came in, as staff see it. */
export const viewInbound = (mail: InboundMail) => ({
  id: mail.id,
  mailboxId: mail.mailboxId,
  from: mail.fromAddress,
  name: mail.fromName,
  subject: mail.subject,
  text: mail.text,
  size: mail.size,
  verdict: mail.verdict,
  state: mail.state,
  reason: mail.reason,
  requestId: mail.requestId,
  messageId: mail.postId,
  createdAt: mail.createdAt,
  version: mail.version,
});
