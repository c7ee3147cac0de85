import { applicationMessages, applications } from '#db/schema/applications.ts';
import type { World } from './world.ts';

const MINUTE_MS = 60_000;
const BEGINNING = Date.UTC(2026, 0, 1);

/** So many who want to come in, by turns to Dune Labs and to the house, and as much said to the first of them. */
export async function applicants({ db: { direct } }: World, n: number): Promise<void> {
  const numbers = Array.from({ length: n }, (_, i) => i);
  await direct.insert(applications).values(
    numbers.map((i) => ({
      id: `apl_g${i}`,
      kind: 'customer' as const,
      status: 'submitted' as const,
      accountId: i % 2 ? 'acc_house' : 'acc_dune',
      email: `applied${i}@dune.example`,
      name: `Applied ${i}`,
      locale: 'en' as const,
      company: 'Dune Labs',
      mailDomain: 'dune.example',
      provenAt: new Date(BEGINNING + i * MINUTE_MS),
      searchText: `applied ${i}`,
    })),
  );
  await direct.insert(applicationMessages).values(
    numbers.map((i) => ({
      id: `apm_g${i}`,
      applicationId: 'apl_g0',
      side: 'staff' as const,
      authorId: 'per_max',
      body: `What ${i}?`,
    })),
  );
}
