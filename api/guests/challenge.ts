import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

import { invalid } from '#api/core/errors.ts';
import { isLocale } from '#api/i18n/index.ts';
import type { Locale } from '#db/enums.ts';
import { randomText } from '#db/ids.ts';

/** Nobody fills a form faster. */
export const SHORTEST_MS = 3_000;
export const LONGEST_MS = 2 * 3_600_000;

type Form = { locale: Locale; siteId: string | null };

/**
 * A form that was handed out carries a word of ours: when, for which site and in which language. It comes back with
 * the answers, so that whoever sends them has at least opened the form and stayed a moment.
 */
export class Challenges {
  readonly #key: Buffer;

  /** Without a secret a key of this process; then a form that is open over a restart must be fetched again. */
  constructor(secret: string | undefined) {
    this.#key = createHmac('sha256', secret ?? randomBytes(32))
      .update('challenge')
      .digest();
  }

  issue({ locale, siteId }: Form, now = Date.now()): string {
    const said = [now.toString(36), locale, siteId ?? '', randomText(8)].join('.');
    return `${said}.${this.#sign(said)}`;
  }

  /** @throws 422 for what is not ours, was meant for another site, comes too soon or too late */
  read(token: string, siteId: string | null, now = Date.now()): Locale {
    const end = token.lastIndexOf('.');
    const said = token.slice(0, Math.max(end, 0));
    const [at = '', locale, site] = said.split('.');
    if (!same(token.slice(end + 1), this.#sign(said)) || site !== (siteId ?? '') || !isLocale(locale))
      throw refused('wrong');
    const age = now - Number.parseInt(at, 36);
    if (age < SHORTEST_MS) throw refused('too_soon');
    if (age > LONGEST_MS) throw refused('too_late');
    return locale;
  }

  #sign(said: string): string {
    return createHmac('sha256', this.#key).update(said).digest('base64url');
  }
}

const refused = (why: string) => invalid({ challenge: `guests.${why}` });

function same(a: string, b: string): boolean {
  const [given, right] = [Buffer.from(a), Buffer.from(b)];
  return given.length === right.length && timingSafeEqual(given, right);
}
