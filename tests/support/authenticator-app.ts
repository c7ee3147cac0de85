import { Secret, TOTP } from 'otpauth';
import { expect } from 'vitest';

import type { Browser } from './browsers.ts';

/** What the app of a phone shows. */
export const codeAt = (secret: string, at: number): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at });

/** Sets an app up in a browser that has just signed in. */
export async function setUpApp(browser: Browser): Promise<{ secret: string; recoveryCodes: string[] }> {
  const begun = await browser.post('/profile/totp');
  expect(begun.status).toBe(201);
  const { secret } = (await begun.json()) as { secret: string };
  const confirmed = await browser.put('/profile/totp', { code: codeAt(secret, Date.now()) });
  expect(confirmed.status).toBe(200);
  const { recoveryCodes } = (await confirmed.json()) as { recoveryCodes: string[] };
  return { secret, recoveryCodes };
}
