import { missingMigrations } from '#db/migrate.ts';
import { route, router } from './core/http.ts';
import type { Portico } from './portico.ts';

/** For the machine that keeps this one running: is it alive, and may it be sent people. */
export const health = ({ base, worker }: Portico) => {
  const checks = {
    database: async () => (await base.db.reading.execute('select 1')).rows.length === 1,
    migrations: async () => (await missingMigrations(base.db)) === 0,
    search: async () =>
      Array.isArray(await base.search.find({ text: 'ready', audiences: ['public'], limit: 1 })),
    jobs: async () => worker.isRunning,
  };

  return router()
    .get('/healthz', route('public', 'Alive'), (c) => c.json({ alive: true }))
    .get('/readyz', route('public', 'Ready to be used'), async (c) => {
      const states = await Promise.all(
        Object.entries(checks).map(
          async ([name, check]) => [name, await check().catch(() => false)] as const,
        ),
      );
      return c.json(Object.fromEntries(states), states.every(([, well]) => well) ? 200 : 503);
    });
};
