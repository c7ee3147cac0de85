import { randomUUID } from 'node:crypto';
import { join } from 'node:path';

import { readConfig } from '#api/core/config.ts';
import { openLog } from '#api/core/log.ts';
import { loadDemo } from '#api/demo/load.ts';
import { openPortico, type Portico } from '#api/portico.ts';
import { folder, freshDatabase } from './database.ts';

/** An installation with the demo company in it, as if it were loaded at that moment. */
export async function demoAt(now: Date): Promise<Portico> {
  const config = readConfig({ NODE_ENV: 'test', PORTICO_DATA: join(folder, `demo-${randomUUID()}`) });
  const portico = await openPortico(config, await freshDatabase(), openLog('silent'));
  await loadDemo(portico, now);
  return portico;
}
