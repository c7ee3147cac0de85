import { and, asc, eq } from 'drizzle-orm';

import { AppError, conflict, notFound } from '#api/core/errors.ts';
import type { Secrets } from '#api/core/secrets.ts';
import type { Write } from '#api/core/write.ts';
import type { Database } from '#db/client.ts';
import { isUniqueViolation } from '#db/errors.ts';
import { newId, randomText } from '#db/ids.ts';
import { passkeys, type Passkey } from '#db/schema/factors.ts';
import type { Person } from '#db/schema/people.ts';
import type { Codes } from './codes.ts';
import type { Assertion, Attestation } from './passkey-schemas.ts';

const PURPOSE = 'passkey';
const LIFETIME_MS = 5 * 60_000;
const MOST = 50;

/** What a challenge is for; one that was handed out for something else proves nothing. */
type Use = 'sign_in' | `add ${string}`;
type Site = { url: string; house: { name: string } };
export type ShownPasskey = { passkey: Passkey; spend(write: Write): void };

const wrong = () => new AppError(401, 'auth.wrong_passkey');
/** A third of a second to load, and most processes never ask for it. */
const webauthn = () => import('@simplewebauthn/server');

/**
 * Keys that a device keeps and unlocks for this site alone. A challenge carries our signature and its time, so that
 * handing one out writes nothing; it counts once.
 */
export class Passkeys {
  readonly #db: Database;
  readonly #codes: Codes;
  readonly #secrets: Secrets;
  readonly #site: Site;

  constructor(db: Database, { codes, secrets, site }: { codes: Codes; secrets: Secrets; site: Site }) {
    this.#db = db;
    this.#codes = codes;
    this.#secrets = secrets;
    this.#site = site;
  }

  /** For `navigator.credentials.get`. It names no key, so it says nothing about anybody. */
  async toSignIn() {
    const { generateAuthenticationOptions } = await webauthn();
    const challenge = this.#challenge('sign_in');
    return generateAuthenticationOptions({ rpID: this.#rpId, challenge, userVerification: 'required' });
  }

  /** For `navigator.credentials.create`. @throws 409 when there are too many */
  async toAdd({ id, email, name }: Person) {
    const { generateRegistrationOptions } = await webauthn();
    const mine = await this.list(id);
    if (mine.length >= MOST) throw conflict('auth.enough_passkeys');
    return generateRegistrationOptions({
      rpName: this.#site.house.name,
      rpID: this.#rpId,
      userID: new TextEncoder().encode(id),
      userName: email,
      userDisplayName: name,
      challenge: this.#challenge(`add ${id}`),
      attestationType: 'none',
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      excludeCredentials: mine.map(({ credentialId, transports }) => ({ id: credentialId, transports })),
    });
  }

  /** @throws 401 for what was not made for this person and this site, just now */
  async read(personId: string, credential: Attestation, label: string): Promise<(write: Write) => Passkey> {
    const { verifyRegistrationResponse } = await webauthn();
    const use: Use = `add ${personId}`;
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: credential,
      expectedChallenge: (challenge) => this.#isOurs(challenge, use),
      expectedOrigin: this.#origin,
      expectedRPID: this.#rpId,
      requireUserVerification: true,
    }).catch(() => Promise.reject(wrong()));
    if (!verified) throw wrong();
    const { credential: made, credentialBackedUp } = registrationInfo;
    const row: Passkey = {
      id: newId('pky'),
      personId,
      credentialId: made.id,
      publicKey: Buffer.from(made.publicKey).toString('base64url'),
      counter: made.counter,
      transports: credential.response.transports ?? [],
      label,
      synced: credentialBackedUp,
      usedAt: null,
      createdAt: new Date(),
    };
    return (write) => {
      this.#spend(write, personId, credential);
      write.also(this.#db.direct.insert(passkeys).values(row));
      return row;
    };
  }

  /** Whose key has signed. @throws 401 */
  async check(credential: Assertion): Promise<ShownPasskey> {
    const { verifyAuthenticationResponse } = await webauthn();
    const [found] = await this.#db.reader
      .select()
      .from(passkeys)
      .where(eq(passkeys.credentialId, credential.id));
    const handle = Buffer.from(credential.response.userHandle ?? '', 'base64url').toString();
    if (!found || handle !== found.personId) throw wrong();
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: credential,
      expectedChallenge: (challenge) => this.#isOurs(challenge, 'sign_in'),
      expectedOrigin: this.#origin,
      expectedRPID: this.#rpId,
      requireUserVerification: true,
      credential: {
        id: found.credentialId,
        publicKey: Buffer.from(found.publicKey, 'base64url'),
        counter: found.counter,
      },
    }).catch(() => Promise.reject(wrong()));
    if (!verified) throw wrong();
    return {
      passkey: found,
      spend: (write) => {
        this.#spend(write, found.personId, credential);
        const same = and(eq(passkeys.id, found.id), eq(passkeys.counter, found.counter));
        const set = { counter: authenticationInfo.newCounter, usedAt: new Date() };
        write.also(this.#db.direct.update(passkeys).set(set).where(same));
        write.requireOne(wrong());
      },
    };
  }

  list(personId: string): Promise<Passkey[]> {
    return this.#db.reader
      .select()
      .from(passkeys)
      .where(eq(passkeys.personId, personId))
      .orderBy(asc(passkeys.createdAt))
      .limit(MOST);
  }

  /** @throws 404 */
  remove(write: Write, personId: string, id: string): void {
    write.also(
      this.#db.direct.delete(passkeys).where(and(eq(passkeys.id, id), eq(passkeys.personId, personId))),
    );
    write.requireOne(notFound('passkeys'));
  }

  get #rpId(): string {
    return new URL(this.#site.url).hostname;
  }

  get #origin(): string {
    return new URL(this.#site.url).origin;
  }

  #challenge(use: Use): string {
    const said = `${(Date.now() + LIFETIME_MS).toString(36)}.${randomText(26)}`;
    return `${said}.${this.#secrets.sign(PURPOSE, `${use} ${said}`)}`;
  }

  #isOurs(challenge: string, use: Use): boolean {
    const token = Buffer.from(challenge, 'base64url').toString();
    const end = token.lastIndexOf('.');
    const said = token.slice(0, Math.max(end, 0));
    const until = Number.parseInt(said.split('.')[0] ?? '', 36);
    return this.#secrets.isSigned(PURPOSE, `${use} ${said}`, token.slice(end + 1)) && until > Date.now();
  }

  #spend(write: Write, personId: string, { response }: Pick<Assertion | Attestation, 'response'>) {
    const { challenge } = JSON.parse(Buffer.from(response.clientDataJSON, 'base64url').toString()) as {
      challenge: string;
    };
    this.#codes.spend(write, { kind: 'passkey', subjectId: personId, secret: challenge });
  }
}

/** The same key a second time. */
export const asKnown = (error: unknown): unknown =>
  isUniqueViolation(error) ? conflict('auth.known_passkey') : error;
