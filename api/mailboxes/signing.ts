import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

import { AppError } from '#api/core/errors.ts';

const PREFIX = 'whsec_';
const SECRET_BYTES = 32;
const TOLERANCE_MS = 5 * 60_000;
const LONGEST_ID = 200;
const MOST_SIGNATURES = 10;

export const newSecret = (): string => PREFIX + randomBytes(SECRET_BYTES).toString('base64');

export type Signed = { id: string; timestamp: string; signature: string };

const refused = () => new AppError(401, 'mailboxes.bad_signature');

/** The headers of Standard Webhooks. @throws 401 where one is missing or it was signed too long ago */
export function signedBy(headers: Headers, now = Date.now()): Signed {
  const [id, timestamp, signature] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map(
    (name) => headers.get(name) ?? '',
  ) as [string, string, string];
  const at = Number(timestamp) * 1_000;
  const isNear = /^\d{1,12}$/.test(timestamp) && Math.abs(now - at) <= TOLERANCE_MS;
  if (!id || id.length > LONGEST_ID || !signature || !isNear) throw refused();
  return { id, timestamp, signature };
}

/** Over the bytes as they came: a mail need not be text of any kind. @throws 401 */
export function checkSignature(secret: string, { id, timestamp, signature }: Signed, body: Uint8Array): void {
  const key = Buffer.from(secret.slice(PREFIX.length), 'base64');
  const right = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest();
  const given = signature
    .split(' ')
    .slice(0, MOST_SIGNATURES)
    .filter((one) => one.startsWith('v1,'))
    .map((one) => Buffer.from(one.slice(3), 'base64'));
  if (!given.some((one) => one.length === right.length && timingSafeEqual(one, right))) throw refused();
}
