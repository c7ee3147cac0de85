import { createTransport } from 'nodemailer';

import { hostOf, isLoopback } from '#api/core/loopback.ts';
import type { Mail } from '#db/schema/mails.ts';

/** What carries mails out of the house. */
export type Transport = { send(mail: Mail): Promise<void>; close(): void };

/** A server that hangs holds up every job behind the mail, and the lease of a job is a minute. */
const PATIENCE_MS = 15_000;

/** A server elsewhere is told nothing before it speaks TLS: whoever stands on the way could say that it does not. */
export const connectionTo = (url: string, patienceMs: number) => ({
  url,
  requireTLS: !isLoopback(hostOf(new URL(url))),
  connectionTimeout: patienceMs,
  greetingTimeout: patienceMs,
  socketTimeout: patienceMs,
  dnsTimeout: patienceMs,
});

/** @param url `smtp://user:password@host:port` or `smtps:`; what its query says wins */
export function openSmtp(url: string, from: string, patienceMs = PATIENCE_MS): Transport {
  const smtp = createTransport(connectionTo(url, patienceMs), {
    from,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send({ toAddress, subject, text, html, headers, messageId }) {
      await smtp.sendMail({ to: { name: '', address: toAddress }, subject, text, html, headers, messageId });
    },
    close: () => smtp.close(),
  };
}
