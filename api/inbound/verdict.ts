import type { MailVerdict } from '#db/inbound-fates.ts';
import type { ReadMail } from './parsing/mail.ts';

type Result = { method: string; result: string; properties: Map<string, string> };

/**
 * Whether the domain in From is the one that sent the mail, as our own mail server has written it down (RFC 8601).
 * What others have written is not read: the topmost line must bear the name of that server, and it must take away
 * lines of that name which come from outside.
 */
export function verdictOf(
  { from, headers }: Pick<ReadMail, 'from' | 'headers'>,
  trustedServer: string | null,
): MailVerdict {
  const [author, ...others] = from;
  if (!trustedServer || !author || others.length) return 'unauthenticated';
  const line = headers.find(([name]) => name === 'authentication-results')?.[1];
  const [server = '', ...parts] = (line ?? '').replace(/\([^()]{0,500}\)/g, ' ').split(';');
  if (server.trim().split(/\s+/)[0]?.toLowerCase() !== trustedServer.toLowerCase()) return 'unauthenticated';
  const results = parts.slice(0, 50).map(resultOf);
  const domain = author.address.slice(author.address.lastIndexOf('@') + 1);
  if (results.some((one) => isAligned(one, domain))) return 'aligned';
  return results.some(({ method, result }) => method === 'dmarc' && result === 'fail')
    ? 'failed'
    : 'unauthenticated';
}

/** Where each method writes whose mail it has recognised. */
const WHOSE: Record<string, string[]> = {
  dmarc: ['header.from'],
  dkim: ['header.d', 'header.i'],
  spf: ['smtp.mailfrom'],
};

function isAligned({ method, result, properties }: Result, domain: string): boolean {
  if (result !== 'pass') return false;
  return (WHOSE[method] ?? []).some((name) => {
    const value = properties.get(name);
    const known = value?.slice(value.lastIndexOf('@') + 1).toLowerCase();
    return known === domain;
  });
}

function resultOf(part: string): Result {
  const [first = '', ...rest] = part.trim().split(/\s+/).slice(0, 50);
  const [method = '', result = ''] = first.toLowerCase().split('=');
  const properties = rest.map((pair): [string, string] => {
    const at = pair.indexOf('=');
    return [pair.slice(0, at).toLowerCase(), pair.slice(at + 1).replaceAll('"', '')];
  });
  return { method: method.replace(/\/\d+$/, ''), result, properties: new Map(properties) };
}
