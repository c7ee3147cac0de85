import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

import type { Options } from '@node-rs/argon2';

import { slots } from '#api/core/slots.ts';

export type Task = { password: string; options?: Options; stored?: string };
type Answer = { answer: string | boolean; error?: undefined } | { error: string };

const SIZE = 2;

const inTurn = slots(SIZE);
const free: Worker[] = [];

/** Two threads that hash passwords, made when first needed; whoever comes third waits in line. */
const run = (task: Task): Promise<string | boolean> =>
  inTurn(async () => {
    const worker = free.pop() ?? new Worker(new URL('hashing-worker.ts', import.meta.url), { env: {} });
    worker.ref();
    worker.postMessage(task, []);
    const [told] = (await once(worker, 'message')) as [Answer];
    worker.unref();
    free.push(worker);
    if (told.error !== undefined) throw new Error(told.error);
    return told.answer;
  });

export const hashWith = async (password: string, options: Options): Promise<string> =>
  String(await run({ password, options }));

export const verified = async (stored: string, password: string): Promise<boolean> =>
  (await run({ password, stored })) === true;
