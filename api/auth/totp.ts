import { Secret, TOTP } from 'otpauth';

const PERIOD_S = 30;
const SIX_DIGITS = /^\d{6}$/;
const SECRET_BYTES = 20;
/** One step to either side: clocks differ, and somebody types slowly. */
const WINDOW = 1;

/** What authenticator apps understand without asking: RFC 6238 with six digits of SHA-1 every thirty seconds. */
const totp = (secret: string) =>
  new TOTP({ secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits: 6, period: PERIOD_S });

export const newSecret = (): string => new Secret({ size: SECRET_BYTES }).base32;

/** What the QR code says. */
export function otpauthUri(secret: string, { house, email }: { house: string; email: string }): string {
  const one = new TOTP({ secret: Secret.fromBase32(secret), issuer: house, label: email });
  return one.toString();
}

/** The time step that a code belongs to; nothing for a wrong one. */
export function stepOf(secret: string, code: string, now = Date.now()): number | undefined {
  if (!SIX_DIGITS.test(code)) return undefined;
  const delta = totp(secret).validate({ token: code, timestamp: now, window: WINDOW });
  return delta === null ? undefined : Math.floor(now / 1_000 / PERIOD_S) + delta;
}
