import { and, eq, isNotNull, isNull, lt } from 'drizzle-orm';

import { AppError, conflict } from '#api/core/errors.ts';
import type { Secrets } from '#api/core/secrets.ts';
import type { Write } from '#api/core/write.ts';
import type { Database } from '#db/client.ts';
import { totps } from '#db/schema/factors.ts';
import { RecoveryCodes } from './recovery.ts';
import { newSecret, stepOf } from './totp.ts';

const PURPOSE = 'totp';
const SIX_DIGITS = /^\d{6}$/;

export const wrongCode = () => new AppError(401, 'auth.wrong_code');

/** A code that was found right, and how the batch uses it up. */
export type Shown = { method: 'totp' | 'recovery'; spend(write: Write): void };

/** The second factor: codes of an authenticator app, and those for the day on which it is lost. */
export class Factors {
  readonly recovery: RecoveryCodes;
  readonly #db: Database;
  readonly #secrets: Secrets;

  constructor(db: Database, secrets: Secrets) {
    this.#db = db;
    this.#secrets = secrets;
    this.recovery = new RecoveryCodes(db);
  }

  async isOn(personId: string): Promise<boolean> {
    const mine = and(eq(totps.personId, personId), isNotNull(totps.confirmedAt));
    return (await this.#db.reader.$count(totps, mine)) > 0;
  }

  /** A new secret that waits for its first code. @throws 409 when a second factor is on already */
  begin(write: Write, personId: string): void {
    const secret = this.#secrets.lock(PURPOSE, personId, newSecret());
    const values = { personId, secret, createdAt: new Date() };
    const upsert = this.#db.direct.insert(totps).values(values);
    write.also(
      upsert.onConflictDoUpdate({ target: totps.personId, set: values, setWhere: isNull(totps.confirmedAt) }),
    );
    write.requireOne(conflict('auth.second_factor_on'));
  }

  /** The secret that waits for its first code. */
  async waiting(personId: string): Promise<string | undefined> {
    const found = await this.#find(personId);
    return found && !found.confirmedAt ? this.#open(personId, found.secret) : undefined;
  }

  /** The first right code switches it on. @returns the recovery codes @throws 401, 409 */
  async confirm(personId: string, code: string): Promise<(write: Write) => string[]> {
    const secret = await this.waiting(personId);
    if (!secret) throw conflict('auth.nothing_waits');
    const step = stepOf(secret, plain(code));
    if (step === undefined) throw wrongCode();
    return (write) => {
      const waits = and(eq(totps.personId, personId), isNull(totps.confirmedAt));
      write.also(this.#db.direct.update(totps).set({ confirmedAt: new Date(), lastStep: step }).where(waits));
      write.requireOne(conflict('auth.nothing_waits'));
      return this.recovery.renew(write, personId);
    };
  }

  /** @throws 401 for a wrong code; one that was taken already fails the batch with the same */
  async check(personId: string, code: string): Promise<Shown> {
    const typed = plain(code);
    if (!SIX_DIGITS.test(typed))
      return {
        method: 'recovery',
        spend: (write) => this.recovery.redeem(write, { personId, code }, wrongCode()),
      };
    const found = await this.#find(personId);
    const secret = found?.confirmedAt ? this.#open(personId, found.secret) : undefined;
    const step = secret === undefined ? undefined : stepOf(secret, typed);
    if (step === undefined) throw wrongCode();
    return { method: 'totp', spend: (write) => this.#take(write, personId, step) };
  }

  remove(write: Write, personId: string): void {
    write.also(this.#db.direct.delete(totps).where(eq(totps.personId, personId)));
    this.recovery.remove(write, personId);
  }

  #take(write: Write, personId: string, step: number) {
    const unused = and(eq(totps.personId, personId), lt(totps.lastStep, step));
    write.also(this.#db.direct.update(totps).set({ lastStep: step }).where(unused));
    write.requireOne(wrongCode());
  }

  #open(personId: string, locked: string): string | undefined {
    return this.#secrets.unlock(PURPOSE, personId, locked);
  }

  async #find(personId: string) {
    const [found] = await this.#db.reader.select().from(totps).where(eq(totps.personId, personId));
    return found;
  }
}

const plain = (code: string) => code.replaceAll(/[\s-]/g, '');
