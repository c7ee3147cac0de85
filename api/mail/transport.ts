import { createTransport } from 'nodemailer';

import type { Mail } from '#db/schema/mails.ts';

/** What carries mails out of the house. */
export type Transport = { send(mail: Mail): Promise<void>; close(): void };

/** @param url `smtp://user:password@host:port` or `smtps:` */
export function openSmtp(url: string, from: string): Transport {
  const smtp = createTransport(url, { from, disableFileAccess: true, disableUrlAccess: true });
  return {
    async send({ toAddress, subject, text, html, headers, messageId }) {
      await smtp.sendMail({ to: { name: '', address: toAddress }, subject, text, html, headers, messageId });
    },
    close: () => smtp.close(),
  };
}
