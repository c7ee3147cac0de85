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

  /** Without a secret a key of this process: what it has locked, nobody opens after a restart. */
  constructor(secret: string | undefined) {
    this.#secret = secret ?? randomBytes(32);
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
