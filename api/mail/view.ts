import type { Mail } from '#db/schema/mails.ts';

export const viewMail = ({ id, toAddress, subject, text, state, error, createdAt, sentAt }: Mail) => ({
  id,
  to: toAddress,
  subject,
  text,
  state,
  error,
  createdAt,
  sentAt,
});
