import { inArray } from 'drizzle-orm';
import { RateLimiterDrizzle, RateLimiterRes, type RateLimiterAbstract } from 'rate-limiter-flexible';

import { tooMany } from '#api/core/errors.ts';
import { hash } from '#api/core/idempotency.ts';
import type { Write } from '#api/core/write.ts';
import type { Database } from '#db/client.ts';
import { rateLimits } from '#db/schema/jobs.ts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** points per duration in seconds. Kept in the database: a restart forgives nobody. */
const LIMITS = {
  'sign-in-person': { points: 10, duration: 15 * MINUTE },
  /** NIST SP 800-63B §3.2.2: not more than a hundred failures in a row. */
  'sign-in-person-day': { points: 100, duration: DAY },
  'sign-in-address': { points: 60, duration: 15 * MINUTE },
  'sign-in-network': { points: 300, duration: 15 * MINUTE },
  'sign-in-device': { points: 10, duration: 15 * MINUTE },
  'code-person': { points: 15, duration: 15 * MINUTE },
  'code-device': { points: 10, duration: 15 * MINUTE },
  'prove-person': { points: 10, duration: 15 * MINUTE },
  'challenge-address': { points: 300, duration: 15 * MINUTE },
  'passkey-address': { points: 60, duration: 15 * MINUTE },
  'link-person': { points: 3, duration: HOUR },
  'link-address': { points: 20, duration: HOUR },
  'reset-person': { points: 3, duration: HOUR },
  'reset-address': { points: 20, duration: HOUR },
  'email-person': { points: 5, duration: HOUR },
  'sso-address': { points: 100, duration: 15 * MINUTE },
  'token-address': { points: 60, duration: 15 * MINUTE },
  'apply-person': { points: 3, duration: HOUR },
  'apply-address': { points: 20, duration: HOUR },
  'apply-network': { points: 60, duration: HOUR },
  'guest-person': { points: 3, duration: HOUR },
  'guest-address': { points: 20, duration: HOUR },
  'guest-site': { points: 200, duration: HOUR },
} as const;

/** No pace is set before these: whoever goes on knocking is sent away out of memory, and costs no write. */
const UNPACED = new Set(['token-address']);

export type LimitName = keyof typeof LIMITS;
export type Counter = readonly [name: LimitName, key: string];

export class Limits {
  readonly #db: Database;
  readonly #limiters: Map<string, RateLimiterAbstract>;

  constructor(db: Database) {
    this.#db = db;
    this.#limiters = new Map(
      Object.entries(LIMITS).map(([name, limit]) => [
        name,
        new RateLimiterDrizzle({
          storeClient: db.direct,
          schema: rateLimits,
          keyPrefix: name,
          clearExpiredByTimeout: false,
          ...limit,
          ...(UNPACED.has(name) && { inMemoryBlockOnConsumed: limit.points }),
        }),
      ]),
    );
  }

  /** Counts an attempt. Keys are hashed: the table need not know addresses. @throws 429 with the seconds to wait */
  async take(name: LimitName, key: string): Promise<void> {
    try {
      await this.#limiters.get(name)?.consume(hash(key));
    } catch (refused) {
      if (refused instanceof RateLimiterRes) throw tooMany(Math.ceil(refused.msBeforeNext / 1_000));
      throw refused;
    }
  }

  /** Forgets what was counted, as part of a batch: a write of its own would cost every sign-in a turn of the disk. */
  pardon(write: Write, counters: Counter[]): void {
    const keys = counters.map(([name, key]) => `${name}:${hash(key)}`);
    write.also(this.#db.direct.delete(rateLimits).where(inArray(rateLimits.key, keys)));
  }

  async forgive(name: LimitName, key: string): Promise<void> {
    await this.#limiters.get(name)?.delete(hash(key));
  }
}
