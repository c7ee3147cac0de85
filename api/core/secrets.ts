import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';

const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Keys made of PORTICO_SECRET, one for each purpose, so that none is any use for another. */
export class Secrets {
  readonly #secret: string | Buffer;
  readonly #former: Secrets | undefined;

  /**
   * Without a secret a key of this process: what it has locked, nobody opens after a restart.
   *
   * @param former the secret before this one: it still opens, and locks nothing any more
   */
  constructor(secret: string | undefined, former?: string) {
    this.#secret = secret ?? randomBytes(32);
    this.#former = former === undefined ? undefined : new Secrets(former);
  }

  key(purpose: string): Buffer {
    return Buffer.from(hkdfSync('sha256', this.#secret, 'portico', purpose, 32));
  }

  /** @param about what it belongs to: elsewhere it cannot be opened */
  lock(purpose: string, about: string, text: string): string {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv(CIPHER, this.key(purpose), iv).setAAD(Buffer.from(about));
    const locked = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), locked]).toString('base64url');
  }

  /** @returns nothing where the key is another or the text was changed */
  unlock(purpose: string, about: string, locked: string): string | undefined {
    return this.#open(purpose, about, locked) ?? this.#former?.unlock(purpose, about, locked);
  }

  /** What the secret before this one has locked, locked by this one. @returns nothing where that is not needed */
  relocked(purpose: string, about: string, locked: string): string | undefined {
    if (!this.#former || this.#open(purpose, about, locked) !== undefined) return undefined;
    const text = this.#former.unlock(purpose, about, locked);
    return text === undefined ? undefined : this.lock(purpose, about, text);
  }

  #open(purpose: string, about: string, locked: string): string | undefined {
    const bytes = Buffer.from(locked, 'base64url');
    const iv = bytes.subarray(0, IV_BYTES);
    try {
      const decipher = createDecipheriv(CIPHER, this.key(purpose), iv).setAAD(Buffer.from(about));
      decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
      return (
        decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')
      );
    } catch {
      return undefined;
    }
  }

  sign(purpose: string, text: string): string {
    return createHmac('sha256', this.key(purpose)).update(text).digest('base64url');
  }

  isSigned(purpose: string, text: string, signature: string): boolean {
    const [given, right] = [Buffer.from(signature), Buffer.from(this.sign(purpose, text))];
    return given.length === right.length && timingSafeEqual(given, right);
  }
}
