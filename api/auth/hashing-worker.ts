import { setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';

import { hashSync, verifySync } from '@node-rs/argon2';

import type { Task } from './hashing.ts';

/** Where cores are short, whoever signs in waits a little longer, and pages do not. On Linux this is one thread's. */
const BEHIND_PAGES = 10;
if (process.platform === 'linux') setPriority(BEHIND_PAGES);

parentPort?.on('message', ({ password, options, stored }: Task) => {
  try {
    const answer = stored === undefined ? hashSync(password, options) : verifySync(stored, password);
    parentPort?.postMessage({ answer }, []);
  } catch (error) {
    parentPort?.postMessage({ error: String(error) }, []);
  }
});
