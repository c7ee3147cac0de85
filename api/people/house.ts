import { eq } from 'drizzle-orm';

import { HOUSE_ID } from '#api/core/house.ts';
import type { Database } from '#db/client.ts';
import { fold } from '#db/fold.ts';
import { accounts } from '#db/schema/accounts.ts';

/** The house as it calls itself. */
export async function houseOf(db: Database): Promise<{ name: string }> {
  const [house] = await db.reader
    .select({ name: accounts.name })
    .from(accounts)
    .where(eq(accounts.id, HOUSE_ID));
  return house ?? { name: 'Portico' };
}

/** Makes the account of the house on an empty database; afterwards its name is the house's own business. */
export async function ensureHouse(db: Database, name: string): Promise<void> {
  await db.direct
    .insert(accounts)
    .values({ id: HOUSE_ID, kind: 'house', name, searchText: fold(name) })
    .onConflictDoNothing();
}
