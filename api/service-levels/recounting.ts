import { setTimeout as pause } from 'node:timers/promises';

import { and, asc, eq, gt, inArray } from 'drizzle-orm';

import { system } from '#api/core/actor.ts';
import { AppError, stale } from '#api/core/errors.ts';
import { Scope } from '#api/core/scope.ts';
import type { Write } from '#api/core/write.ts';
import type { Backstage } from '#api/handlers.ts';
import type { Handler } from '#api/jobs/worker.ts';
import { dueAfter } from '#api/requests/due.ts';
import { accounts } from '#db/schema/accounts.ts';
import { requests, type Request } from '#db/schema/requests.ts';
import { keepClocks, keptOf, nextClocks, toldOf, type Kept, type Next } from './keeping.ts';
import { levelFor, levelsOf } from './levels.ts';

const OPEN: Request['status'][] = ['submitted', 'in_progress', 'waiting_customer', 'waiting_other'];
const AT_ONCE = 20;
/** Whoever waits for a page comes first: the loop is left alone for twice as long as it was taken. */
const REST = 2;

/** After a change of hours or levels: what is open is counted anew, what has ended stays as it was. */
export const recountOpen =
  ({ base }: Backstage): Handler =>
  async (_event, signal) => {
    const scope = new Scope(base, system('recount-clocks'));
    let after = '';
    for (;;) {
      signal.throwIfAborted();
      const began = performance.now();
      const found = await someOpen(scope, after);
      await recount(scope, found);
      if (found.length < AT_ONCE) return;
      after = found.at(-1)?.id ?? after;
      await pause(REST * (performance.now() - began));
    }
  };

/** After a change that came from elsewhere. */
export const recountOne =
  ({ base }: Backstage): Handler =>
  async ({ subjectId }) => {
    const scope = new Scope(base, system('recount-clocks'));
    await recount(scope, await scope.select(requests, eq(requests.id, subjectId)).limit(1));
  };

const someOpen = (scope: Scope, after: string) =>
  scope
    .select(requests, and(inArray(requests.status, OPEN), gt(requests.id, after)))
    .orderBy(asc(requests.id))
    .limit(AT_ONCE);

type Counted = { request: Request; kept: Kept; next: Next; dueAt: Date | null };

/** One that moves at this very moment has counted for itself. */
async function recount(scope: Scope, found: Request[]): Promise<void> {
  if (!found.length) return;
  const counted = await count(scope, found);
  try {
    await scope.write((write) => counted.forEach((one) => keep(write, one)));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    for (const one of counted) await scope.write((write) => keep(write, one)).catch(unlessStale);
  }
}

function unlessStale(error: unknown): void {
  if (!(error instanceof AppError)) throw error;
}

async function count(scope: Scope, found: Request[]): Promise<Counted[]> {
  const ids = found.map(({ id }) => id);
  const [levels, homes, told, rows] = await Promise.all([
    levelsOf(scope),
    scope.pick(
      accounts,
      { id: accounts.id, kind: accounts.kind },
      inArray(
        accounts.id,
        found.map(({ accountId }) => accountId),
      ),
    ),
    toldOf(scope, ids),
    keptOf(scope, ids),
  ]);
  const now = new Date();
  return found.map((request) => {
    const accountKind = homes.find(({ id }) => id === request.accountId)?.kind ?? 'customer';
    const kept = {
      request: { ...request, accountKind },
      level: levelFor(levels, { ...request, accountKind }),
      events: told.filter(({ subjectId }) => subjectId === request.id),
      rows: rows.filter(({ requestId }) => requestId === request.id),
    };
    const next = nextClocks(kept, now);
    const standing = { status: request.status, dueAt: request.wakesAt ?? request.dueAt };
    const act = { action: 'note', to: request.status } as const;
    return { request, kept, next, dueAt: dueAfter(standing, act, next.dueAt, now) };
  });
}

function keep(write: Write, { request, kept, next, dueAt }: Counted): void {
  write.mark(requests, and(eq(requests.id, request.id), eq(requests.version, request.version)), { dueAt });
  write.requireOne(stale());
  keepClocks(write, request.id, kept, next);
}
