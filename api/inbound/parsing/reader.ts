import { Worker } from 'node:worker_threads';

import type { InboundReason } from '#db/inbound-fates.ts';
import { slots } from '#api/core/slots.ts';
import type { Answered, Asked, ReadMail } from './mail.ts';

const PATIENCE_MS = 5_000;
const MEMORY_MB = 512;

/** A mail, or why it could not be read. */
export type Reading = { mail: ReadMail } | { reason: InboundReason };

const alone = slots(1);
let worker: Worker | undefined;
let asked = 0;

/**
 * Reads a mail in a thread of its own, for a few seconds at most. One that takes longer, or more than there is to
 * take, ends the thread and nothing else.
 */
export const readInTime = (bytes: Uint8Array): Promise<Reading> => alone(() => read(bytes));

async function read(bytes: Uint8Array): Promise<Reading> {
  const thread = (worker ??= open());
  const id = (asked += 1);
  const answer = Promise.withResolvers<Reading>();
  const onMessage = (said: Answered) => {
    if (said.id === id)
      answer.resolve(said.mail ? { mail: said.mail } : { reason: said.reason ?? 'unreadable' });
  };
  const onExit = () => answer.resolve({ reason: 'too_complex' });
  thread.on('message', onMessage).once('exit', onExit);
  thread.ref();
  const timer = setTimeout(() => {
    answer.resolve({ reason: 'too_slow' });
    void thread.terminate();
  }, PATIENCE_MS);
  thread.postMessage({ id, bytes } satisfies Asked, []);
  try {
    return await answer.promise;
  } finally {
    clearTimeout(timer);
    thread.off('message', onMessage).off('exit', onExit);
    thread.unref();
  }
}

function open(): Worker {
  const opened = new Worker(new URL('worker.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
  });
  const leave = () => {
    if (worker === opened) worker = undefined;
  };
  opened.on('error', leave).on('exit', leave);
  opened.unref();
  return opened;
}
