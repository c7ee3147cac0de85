import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

import type { Assertion, Attestation } from '#api/auth/passkey-schemas.ts';

export const OURS = 'http://localhost:4321';

/** What a person does at a device, and where; a browser would see to it that the origin is true. */
type Gesture = { origin?: string; verified?: boolean; present?: boolean };
type Creating = { challenge: string; rp: { id?: string }; user: { id: string } };
type Getting = { challenge: string; rpId?: string };

const FLAGS = { present: 0x01, verified: 0x04, backupEligible: 0x08, backedUp: 0x10, attested: 0x40 };

/** An authenticator in software: one key for each site, in the shape of WebAuthn Level 3. */
export function authenticator({ counting = false } = {}) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const id = randomBytes(16);
  let counter = 0;
  let userHandle = '';

  function data(rpId: string, { verified = true, present = true }: Gesture, attested?: Buffer): Buffer {
    if (counting) counter += 1;
    const flags =
      (present ? FLAGS.present : 0) |
      (verified ? FLAGS.verified : 0) |
      FLAGS.backupEligible |
      FLAGS.backedUp |
      (attested ? FLAGS.attested : 0);
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    return Buffer.concat([sha256(rpId), Buffer.from([flags]), count, attested ?? Buffer.alloc(0)]);
  }

  const named = () => ({
    id: id.toString('base64url'),
    rawId: id.toString('base64url'),
    type: 'public-key' as const,
    clientExtensionResults: {},
  });

  return {
    create({ challenge, rp, user }: Creating, gesture: Gesture = {}): Attestation {
      userHandle = user.id;
      const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
      const key = cbor(
        new Map<number, number | Buffer>([
          [1, 2],
          [3, -7],
          [-1, 1],
          [-2, Buffer.from(x, 'base64url')],
          [-3, Buffer.from(y, 'base64url')],
        ]),
      );
      const length = Buffer.from([0, id.length]);
      const authData = data(rp.id ?? '', gesture, Buffer.concat([Buffer.alloc(16), length, id, key]));
      const object = new Map<string, unknown>([
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', authData],
      ]);
      return {
        ...named(),
        response: {
          clientDataJSON: clientData('webauthn.create', challenge, gesture).toString('base64url'),
          attestationObject: cbor(object).toString('base64url'),
          transports: ['internal'],
        },
      };
    },

    get({ challenge, rpId = '' }: Getting, gesture: Gesture & { as?: string } = {}): Assertion {
      const authenticatorData = data(rpId, gesture);
      const client = clientData('webauthn.get', challenge, gesture);
      const signature = sign('sha256', Buffer.concat([authenticatorData, sha256(client)]), privateKey);
      return {
        ...named(),
        response: {
          clientDataJSON: client.toString('base64url'),
          authenticatorData: authenticatorData.toString('base64url'),
          signature: signature.toString('base64url'),
          userHandle: gesture.as ?? userHandle,
        },
      };
    },

    /** As a copy of the key would count. */
    rewind(): void {
      counter = 0;
    },
  };
}

const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest();

const clientData = (type: string, challenge: string, { origin = OURS }: Gesture) =>
  Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));

/** RFC 8949, as far as a key and an attestation need it. */
function cbor(value: unknown): Buffer {
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === 'string')
    return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (value instanceof Uint8Array) return Buffer.concat([head(2, value.length), value]);
  const entries = [...(value as Map<unknown, unknown>)];
  return Buffer.concat([head(5, entries.length), ...entries.flat().map(cbor)]);
}

function head(major: number, n: number): Buffer {
  if (n < 24) return Buffer.from([(major << 5) | n]);
  return n < 256 ? Buffer.from([(major << 5) | 24, n]) : Buffer.from([(major << 5) | 25, n >> 8, n & 255]);
}
