import type { InboundReason } from '#db/inbound-fates.ts';
import type { ReadMail } from './parsing/mail.ts';

/** By which header a machine says that it wrote the mail, and what that makes of it. */
const SIGNS: [name: string, value: RegExp, reason: InboundReason][] = [
  ['auto-submitted', /^(?!no\b)./i, 'automatic'],
  ['x-auto-response-suppress', /\b(?:all|oof|autoreply)\b/i, 'automatic'],
  ['x-autoreply', /./, 'automatic'],
  ['x-autorespond', /./, 'automatic'],
  ['x-autoresponder', /./, 'automatic'],
  ['delivered-to', /^autoresponder$/i, 'automatic'],
  ['precedence', /^(?:auto_reply)$/i, 'automatic'],
  ['x-precedence', /^(?:auto_reply)$/i, 'automatic'],
  ['precedence', /^(?:bulk|junk|list)$/i, 'bulk'],
  ['x-precedence', /^(?:bulk|junk|list)$/i, 'bulk'],
  ['list-id', /./, 'bulk'],
];

/** Behind these names sits nobody. */
const ROBOTS = /^(?:mailer-daemon|postmaster|abuse|root|no-?reply|do-?not-?reply|bounces?)(?:[+.-]|@)/;

/** What shows that no person wrote it; such a mail changes nothing and is answered by nothing. */
export function automaticBy({
  headers,
  from,
}: Pick<ReadMail, 'headers' | 'from'>): InboundReason | undefined {
  const sign = SIGNS.find(([name, value]) =>
    headers.some((header) => header[0] === name && value.test(header[1])),
  );
  if (sign) return sign[2];
  if (headers.some(([name, value]) => name === 'return-path' && value.replace(/\s/g, '') === '<>'))
    return 'automatic';
  return from.some(({ address }) => ROBOTS.test(address)) ? 'automatic' : undefined;
}
