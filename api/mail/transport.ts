import { createTransport } from 'nodemailer';

import type { Mail } from '#db/schema/mails.ts';

/** What carries mails out of the house. */
export type Transport = { send(mail: Mail): Promise<void>; close(): void };

/** A server that hangs holds up every job behind the mail, and the lease of a job is a minute. */
const PATIENCE_MS = 15_000;

/** @param url `smtp://user:password@host:port` or `smtps:`; timeouts in its query win */
export function openSmtp(url: string, from: string, patienceMs = PATIENCE_MS): Transport {
  const timeouts = {
    connectionTimeout: patienceMs,
    greetingTimeout: patienceMs,
    socketTimeout: patienceMs,
    dnsTimeout: patienceMs,
  };
  const smtp = createTransport(
    { url, ...timeouts },
    { from, disableFileAccess: true, disableUrlAccess: true },
  );
  return {
    async send({ toAddress, subject, text, html, headers, messageId }) {
      await smtp.sendMail({ to: { name: '', address: toAddress }, subject, text, html, headers, messageId });
    },
    close: () => smtp.close(),
  };
}
