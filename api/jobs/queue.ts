import { and, asc, eq, inArray, isNull, lt, lte, notInArray, or, sql } from 'drizzle-orm';

import type { Database } from '#db/client.ts';
import { jobs, type Job } from '#db/schema/jobs.ts';

const LEASE_MS = 60_000;
const MAX_ATTEMPTS = 8;

/** Which jobs are meant, by name. */
export type Lane = { only?: string[]; except?: string[] };

/** Takes the next due job in one statement; a lease that runs out makes the job due again. */
export async function claim(
  db: Database,
  worker: string,
  now = new Date(),
  { only, except }: Lane = {},
): Promise<Job | undefined> {
  const due = db.direct
    .select({ id: jobs.id })
    .from(jobs)
    .where(
      and(
        isNull(jobs.parkedAt),
        only && inArray(jobs.name, only),
        except?.length ? notInArray(jobs.name, except) : undefined,
        lte(jobs.runAt, now),
        or(isNull(jobs.leasedUntil), lt(jobs.leasedUntil, now)),
      ),
    )
    .orderBy(asc(jobs.runAt), asc(jobs.id))
    .limit(1);
  const [job] = await db.direct
    .update(jobs)
    .set({
      leasedUntil: new Date(now.getTime() + LEASE_MS),
      leasedBy: worker,
      attempts: sql`${jobs.attempts} + 1`,
    })
    .where(eq(jobs.id, due))
    .returning();
  return job;
}

/** A job that takes longer than a lease keeps it by saying that it is alive. */
export const extend = (db: Database, job: Job, now = new Date()) =>
  db.direct
    .update(jobs)
    .set({ leasedUntil: new Date(now.getTime() + LEASE_MS) })
    .where(and(eq(jobs.id, job.id), leaseOf(job)));

export const finish = (db: Database, job: Job) =>
  db.direct.delete(jobs).where(and(eq(jobs.id, job.id), leaseOf(job)));

/** Tries again in 2ⁿ seconds, give or take a half; after eight tries the job stays parked, to be seen and mended. */
export const postpone = (db: Database, job: Job, error: unknown, now = new Date()) =>
  db.direct
    .update(jobs)
    .set({
      leasedUntil: null,
      leasedBy: null,
      lastError: error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 500) : 'unknown',
      runAt: new Date(now.getTime() + 2 ** job.attempts * 1_000 * (0.5 + Math.random())),
      parkedAt: job.attempts >= MAX_ATTEMPTS ? now : null,
    })
    .where(and(eq(jobs.id, job.id), leaseOf(job)));

/** At the start of the one process that a database file has: whoever held a lease is gone. */
export const releaseAll = (db: Database) => db.direct.update(jobs).set({ leasedUntil: null, leasedBy: null });

/** At shutdown: what this worker had taken is due again at once. */
export const giveBack = (db: Database, worker: string) =>
  db.direct
    .update(jobs)
    .set({ leasedUntil: null, leasedBy: null, attempts: sql`${jobs.attempts} - 1` })
    .where(eq(jobs.leasedBy, worker));

/** Only the holder of the lease may end a job: after a lease ran out it may be somebody else's. */
const leaseOf = (job: Job) => and(eq(jobs.leasedBy, job.leasedBy ?? ''), eq(jobs.attempts, job.attempts));
