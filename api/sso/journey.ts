import { randomBytes } from 'node:crypto';

import type { Secrets } from '#api/core/secrets.ts';

const PURPOSE = 'sso-journey';
const LIFETIME_MS = 10 * 60_000;

/** Why somebody goes to the provider: to come in, to show once more who it is, or to see whether it works. */
export type Use = 'sign_in' | 'prove' | 'try';

/** What goes with a browser to the provider and must come back with it. */
export type Journey = {
  use: Use;
  connectionId: string;
  state: string;
  nonce: string;
  verifier: string;
  startedAt: number;
  /** Where to go on afterwards. */
  next: string;
  /** Who has set out, where somebody was signed in. */
  personId?: string;
};

const random = () => randomBytes(32).toString('base64url');

export const setOut = (about: Pick<Journey, 'use' | 'connectionId' | 'next' | 'personId'>): Journey => ({
  ...about,
  state: random(),
  nonce: random(),
  verifier: random(),
  startedAt: Date.now(),
});

/**
 * It lies in a cookie, encrypted, so that setting out writes nothing and another browser cannot come back with it.
 * Whoever has come in with it has used it up.
 */
export const packed = (secrets: Secrets, journey: Journey): string =>
  secrets.lock(PURPOSE, 'cookie', JSON.stringify(journey));

/** @returns nothing for what is not ours, or is too old */
export function unpacked(secrets: Secrets, cookie: string | undefined): Journey | undefined {
  const text = cookie ? secrets.unlock(PURPOSE, 'cookie', cookie) : undefined;
  if (text === undefined) return undefined;
  const journey = JSON.parse(text) as Journey;
  return journey.startedAt + LIFETIME_MS > Date.now() ? journey : undefined;
}
