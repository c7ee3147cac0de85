import type { Database } from '#db/client.ts';
import { newId } from '#db/ids.ts';
import { requests } from '#db/schema/requests.ts';
import { world } from '../../support/world.ts';

const AT_ONCE = 200;
const FIRST_NUMBER = 100_000;
const HOUR = 3_600_000;

/** The cast of the tests with `count` requests of Dune Labs. */
export async function busyHouse(count: number) {
  const w = await world();
  await fillDune(w.db, count);
  return w;
}

/** `count` requests more for Dune Labs, which the cast of the tests and the demo both know. */
export async function fillDune(db: Database, count: number): Promise<void> {
  for (let from = 0; from < count; from += AT_ONCE) {
    const rows = Array.from({ length: Math.min(AT_ONCE, count - from) }, (_, n) => requestNumber(from + n));
    await db.direct.insert(requests).values(rows);
  }
}

function requestNumber(n: number): typeof requests.$inferInsert {
  const at = new Date(Date.now() - n * HOUR);
  return {
    id: newId('req', at.getTime()),
    number: FIRST_NUMBER + n,
    accountId: 'acc_dune',
    requesterId: n % 3 ? 'per_dan' : 'per_dora',
    category: 'question',
    priority: 'normal',
    status: n % 4 ? 'in_progress' : 'waiting_customer',
    subject: `Gateway ${n} shows no values since the last update`,
    locale: 'en',
    dueAt: new Date(at.getTime() + 24 * HOUR),
    lastMessageAt: at,
    lastSide: 'customer',
    lastSeq: 1,
    searchText: `gateway ${n}`,
    createdAt: at,
    updatedAt: at,
  };
}
