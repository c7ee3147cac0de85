import { randomBytes } from 'node:crypto';

import { and, eq, gt, lt, sql } from 'drizzle-orm';

import { AppError } from '#api/core/errors.ts';
import { hash } from '#api/core/idempotency.ts';
import type { Write } from '#api/core/write.ts';
import type { Database } from '#db/client.ts';
import type { SignInMethod } from '#db/enums.ts';
import { halfSignIns } from '#db/schema/factors.ts';
import type { Visit } from './visit.ts';

const LIFETIME_MS = 10 * 60_000;
const TRIES = 5;

export type Half = typeof halfSignIns.$inferSelect;

const over = () => new AppError(401, 'auth.sign_in_again');

/** Sign-ins whose second factor is still to come. They are kept here; the browser holds a secret and nothing else. */
export class Halves {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  begin(write: Write, personId: string, method: SignInMethod): string {
    const secret = randomBytes(32).toString('base64url');
    const expiresAt = new Date(Date.now() + LIFETIME_MS);
    write.also(
      this.#db.direct.insert(halfSignIns).values({ hash: hash(secret), personId, method, expiresAt }),
    );
    return secret;
  }

  /** @throws 401 when there is none, or none any more */
  async find({ half }: Visit): Promise<Half> {
    const [found] = await this.#db.reader
      .select()
      .from(halfSignIns)
      .where(and(eq(halfSignIns.hash, hash(half ?? '')), gt(halfSignIns.expiresAt, new Date())));
    if (!found || found.tries >= TRIES) throw over();
    return found;
  }

  /** Counts a try; the sixth is none, however many come at once. @throws 401 */
  count(write: Write, half: Half): void {
    write.also(
      this.#db.direct
        .update(halfSignIns)
        .set({ tries: sql`${halfSignIns.tries} + 1` })
        .where(and(eq(halfSignIns.hash, half.hash), lt(halfSignIns.tries, TRIES))),
    );
    write.requireOne(over());
  }

  end(write: Write, half: Half): void {
    write.also(this.#db.direct.delete(halfSignIns).where(eq(halfSignIns.hash, half.hash)));
  }

  endAll(write: Write, personId: string): void {
    write.also(this.#db.direct.delete(halfSignIns).where(eq(halfSignIns.personId, personId)));
  }
}
