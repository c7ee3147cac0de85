import { createHash } from 'node:crypto';

import { and, eq, isNull, lt } from 'drizzle-orm';

import type { Database } from '#db/client.ts';
import { isUniqueViolation } from '#db/errors.ts';
import { idempotencyKeys } from '#db/schema/jobs.ts';
import { AppError, conflict, invalid } from './errors.ts';
import type { Write } from './write.ts';

export const KEPT_MS = 24 * 3_600_000;
const MAX_KEY_LENGTH = 255;

export type Answer = { status: number; body: string };
type Attempt = { actor: string; personId: string | null; key: string; route: string; bodyHash: string };

/**
 * A POST that carries an Idempotency-Key acts once: the key is written in the batch of its first effect, and the
 * answer is kept for a day. What wrote nothing (bad input, not found) is not kept and may be tried again.
 */
export class Claim {
  readonly #db: Database;
  readonly #attempt: Attempt;
  readonly #id: string;
  #taken = false;

  constructor(db: Database, attempt: Attempt) {
    if (attempt.key.length > MAX_KEY_LENGTH) throw invalid({ 'Idempotency-Key': 'too_big' });
    this.#db = db;
    this.#attempt = attempt;
    this.#id = hash(`${attempt.actor}\n${attempt.key}`);
  }

  /** The kept answer of an earlier attempt. @throws 409 while it is under way, 422 when it was another request */
  async earlier(): Promise<Answer | undefined> {
    const [found] = await this.#db.reader
      .select()
      .from(idempotencyKeys)
      .where(eq(idempotencyKeys.id, this.#id));
    if (!found || found.createdAt.getTime() < Date.now() - KEPT_MS) return undefined;
    if (found.route !== this.#attempt.route || found.bodyHash !== this.#attempt.bodyHash)
      throw new AppError(422, 'idempotency.other_request');
    if (found.status === null) throw conflict('idempotency.in_progress');
    return { status: found.status, body: found.body ?? '' };
  }

  /** Makes the key part of the first batch. */
  join(write: Write): void {
    if (this.#taken) return;
    const { route, bodyHash, personId } = this.#attempt;
    write.also(
      this.#db.direct
        .delete(idempotencyKeys)
        .where(
          and(
            eq(idempotencyKeys.id, this.#id),
            lt(idempotencyKeys.createdAt, new Date(Date.now() - KEPT_MS)),
          ),
        ),
    );
    write.also(this.#db.direct.insert(idempotencyKeys).values({ id: this.#id, route, bodyHash, personId }));
  }

  taken(): void {
    this.#taken = true;
  }

  async keep(answer: Answer): Promise<void> {
    if (!this.#taken) return;
    const open = and(eq(idempotencyKeys.id, this.#id), isNull(idempotencyKeys.status));
    await this.#db.direct.update(idempotencyKeys).set(answer).where(open);
  }

  /** Two attempts at the same moment: the second one's batch meets the key of the first. */
  static isRace(error: unknown): boolean {
    return isUniqueViolation(error) && /idempotency_keys/.test(messages(error));
  }
}

export const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

function messages(error: unknown): string {
  return error instanceof Error ? `${error.message} ${messages(error.cause)}` : '';
}
