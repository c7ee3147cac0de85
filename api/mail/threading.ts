import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

import type { Secrets } from '#api/core/secrets.ts';

const HEX_BYTES = 20;
const TOKEN_BYTES = 17;
const TOKEN_LENGTH = 27;
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/**
 * What tells that a mail answers one of ours: its Message-ID and the address to answer to, both signed. They are in
 * lower case, since some programs on the way take no notice of it.
 */
export class Threading {
  readonly #ids: Buffer;
  readonly #tokens: Buffer;
  readonly #domain: string;

  constructor(secrets: Secrets, url: string) {
    this.#ids = secrets.key('mail-id');
    this.#tokens = secrets.key('mail-reply');
    this.#domain = new URL(url).hostname;
  }

  messageId(mailId: string): string {
    return `<${mailId}.${this.#seal(mailId)}@${this.#domain}>`;
  }

  /** @returns the mail of ours that has this Message-ID; nothing where we have not issued it */
  mailOf(messageId: string): string | undefined {
    const [, mailId, seal] =
      /^<?(mail_[a-z\d]{25})\.([a-f\d]{40})@/i.exec(messageId.trim().toLowerCase()) ?? [];
    if (!mailId || !seal || !messageId.toLowerCase().includes(`@${this.#domain}`)) return undefined;
    return same(seal, this.#seal(mailId)) ? mailId : undefined;
  }

  /** Whoever has it got the mail, and nobody finds it out. */
  token(mailId: string): string {
    const bytes = createHmac('sha256', this.#tokens).update(mailId).digest().subarray(0, TOKEN_BYTES);
    return Array.from({ length: TOKEN_LENGTH }, (_, at) => ALPHABET[fiveBits(bytes, at * 5)]).join('');
  }

  /** What answers like "r.token" come to: the address of a mailbox with the token in it. */
  replyTo(address: string, mailId: string): string {
    const at = address.lastIndexOf('@');
    return `${address.slice(0, at)}+${this.token(mailId)}${address.slice(at)}`;
  }

  #seal(mailId: string): string {
    return createHmac('sha256', this.#ids).update(mailId).digest().subarray(0, HEX_BYTES).toString('hex');
  }
}

/** Under which a mail is found by its token: who reads the table can answer nothing. */
export const hashOfToken = (token: string): string => createHash('sha256').update(token).digest('hex');

/** The tokens in addresses of a mailbox. */
export function tokensIn(addresses: string[], mailbox: string): string[] {
  const at = mailbox.lastIndexOf('@');
  const [start, end] = [`${mailbox.slice(0, at)}+`, mailbox.slice(at)];
  return addresses
    .map((address) => address.toLowerCase())
    .filter((address) => address.startsWith(start) && address.endsWith(end))
    .map((address) => address.slice(start.length, -end.length))
    .filter((token) => token.length === TOKEN_LENGTH);
}

function fiveBits(bytes: Buffer, from: number): number {
  const pair = ((bytes[from >> 3] ?? 0) << 8) | (bytes[(from >> 3) + 1] ?? 0);
  return (pair >> (11 - (from & 7))) & 31;
}

const same = (given: string, right: string) => timingSafeEqual(Buffer.from(given), Buffer.from(right));
