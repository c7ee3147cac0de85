import { parentPort } from 'node:worker_threads';

import type { Answered, Asked } from './mail.ts';
import { readMail, Unreadable } from './read.ts';

/** Reads mails beside the thread that answers people. */
parentPort?.on('message', async ({ id, bytes }: Asked) => {
  const answer: Answered = await readMail(bytes).then(
    (mail) => ({ id, mail }),
    (error: unknown) => ({ id, reason: error instanceof Unreadable ? error.reason : 'unreadable' }),
  );
  parentPort?.postMessage(answer, []);
});
