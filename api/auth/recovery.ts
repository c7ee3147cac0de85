import { and, count, eq, isNull } from 'drizzle-orm';

import type { AppError } from '#api/core/errors.ts';
import { hash } from '#api/core/idempotency.ts';
import type { Write } from '#api/core/write.ts';
import type { Database } from '#db/client.ts';
import { randomText } from '#db/ids.ts';
import { recoveryCodes } from '#db/schema/factors.ts';

const CODES = 10;
const GROUPS = 4;
const GROUP = 7;

/** As it is hashed: people leave out dashes and type what looks alike. */
const plain = (code: string) =>
  code
    .toLowerCase()
    .replaceAll(/[^0-9a-z]/g, '')
    .replaceAll('o', '0')
    .replaceAll(/[il]/g, '1');

/** 140 random bits each, which a plain hash keeps safe (ASVS 6.5.2). */
const newCode = () => Array.from({ length: GROUPS }, () => randomText(GROUP)).join('-');

export class RecoveryCodes {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Makes new ones; earlier ones stop working. @returns what is shown this once */
  renew(write: Write, personId: string): string[] {
    const codes = Array.from({ length: CODES }, newCode);
    this.remove(write, personId);
    write.also(
      this.#db.direct
        .insert(recoveryCodes)
        .values(codes.map((code) => ({ hash: hash(plain(code)), personId }))),
    );
    return codes;
  }

  remove(write: Write, personId: string): void {
    write.also(this.#db.direct.delete(recoveryCodes).where(eq(recoveryCodes.personId, personId)));
  }

  /** Uses one up as part of the batch, which fails with `error` where it is none of the person's. */
  redeem(write: Write, { personId, code }: { personId: string; code: string }, error: AppError): void {
    const mine = [eq(recoveryCodes.hash, hash(plain(code))), eq(recoveryCodes.personId, personId)];
    write.also(
      this.#db.direct
        .update(recoveryCodes)
        .set({ usedAt: new Date() })
        .where(and(...mine, isNull(recoveryCodes.usedAt))),
    );
    write.requireOne(error);
  }

  async left(personId: string): Promise<number> {
    const [found] = await this.#db.reader
      .select({ n: count() })
      .from(recoveryCodes)
      .where(and(eq(recoveryCodes.personId, personId), isNull(recoveryCodes.usedAt)));
    return found?.n ?? 0;
  }
}
