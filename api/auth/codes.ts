import { randomBytes } from 'node:crypto';

import { and, eq, gt, isNull } from 'drizzle-orm';

import { AppError } from '#api/core/errors.ts';
import { hash } from '#api/core/idempotency.ts';
import type { Write } from '#api/core/write.ts';
import type { Database } from '#db/client.ts';
import type { CodeKind } from '#db/enums.ts';
import { codes } from '#db/schema/people.ts';

const HOUR = 3_600_000;
const LIFETIME: Record<CodeKind, number> = {
  invitation: 7 * 24 * HOUR,
  reset: HOUR,
  proof: 48 * HOUR,
  setup: 24 * HOUR,
  sign_in: HOUR / 4,
  email: 24 * HOUR,
  passkey: HOUR / 12,
  sso: HOUR / 6,
  application: 30 * 24 * HOUR,
  participation: 7 * 24 * HOUR,
  rating: 30 * 24 * HOUR,
};
/** What only shows something may stand in several mails: a newer one ends none of them. */
const LASTING: CodeKind[] = ['application', 'rating'];
const CODE = /^[A-Za-z0-9_-]{43}$/;

type Opening = { kind: CodeKind; subjectId: string; email: string };

const spent = () => new AppError(410, 'codes.spent');

/** The secrets of links in mails. They are made when the mail is, so that no event or job ever carries one. */
export class Codes {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Makes a code of 256 random bits; an earlier one for the same thing stops working. */
  issue(write: Write, { kind, subjectId, email }: Opening): string {
    const code = randomBytes(32).toString('base64url');
    const earlier = and(eq(codes.subjectId, subjectId), eq(codes.kind, kind), isNull(codes.usedAt));
    if (!LASTING.includes(kind)) write.also(this.#db.direct.delete(codes).where(earlier));
    const expiresAt = new Date(Date.now() + LIFETIME[kind]);
    write.also(this.#db.direct.insert(codes).values({ hash: hash(code), kind, subjectId, email, expiresAt }));
    return code;
  }

  /** What a code opens, without using it up: mail scanners follow links too. @throws 410 */
  async look(kind: CodeKind, code: string): Promise<Opening> {
    if (!CODE.test(code)) throw spent();
    const [found] = await this.#db.reader.select().from(codes).where(this.#valid(kind, code));
    if (!found) throw spent();
    return found;
  }

  /** Uses the code up as part of the batch. @throws 410 when somebody else just did */
  redeem(write: Write, kind: CodeKind, code: string): void {
    write.also(this.#db.direct.update(codes).set({ usedAt: new Date() }).where(this.#valid(kind, code)));
    write.requireOne(spent());
  }

  /** Lets a secret that was not issued here count once. @throws 410 when it has counted already */
  spend(
    write: Write,
    { kind, subjectId, secret }: { kind: CodeKind; subjectId: string; secret: string },
  ): void {
    const expiresAt = new Date(Date.now() + LIFETIME[kind]);
    const row = { hash: hash(secret), kind, subjectId, email: '', expiresAt, usedAt: new Date() };
    write.also(this.#db.direct.insert(codes).values(row).onConflictDoNothing());
    write.requireOne(spent());
  }

  /** Whatever was sent to an address that is the person's no more. */
  revoke(write: Write, subjectId: string): void {
    write.also(
      this.#db.direct.delete(codes).where(and(eq(codes.subjectId, subjectId), isNull(codes.usedAt))),
    );
  }

  #valid(kind: CodeKind, code: string) {
    return and(
      eq(codes.hash, hash(code)),
      eq(codes.kind, kind),
      isNull(codes.usedAt),
      gt(codes.expiresAt, new Date()),
    );
  }
}
