import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { getRequestListener } from '@hono/node-server';

import { createApp } from '#api/app.ts';
import { start } from '#api/start.ts';

/** The API without its pages in a process of its own: it waits for a word, so that reading its code takes no time later. */
process.once('message', async () => {
  const app = createApp(await start());
  const server = createServer(getRequestListener(app.fetch));
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
});
// Nobody is left to kill it.
process.once('disconnect', () => process.exit());
