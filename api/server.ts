import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import { join, resolve } from 'node:path';

import compression from 'compression';

import { ConfigError } from './core/config.ts';
import { demoBanner } from './demo/banner.ts';
import { serveWebsite } from './demo/website.ts';
import { guarding } from './listener.ts';
import { start } from './start.ts';

const BUILT = join(process.env['PORTICO_DIST'] ?? join(import.meta.dirname, '../dist'), 'server/entry.mjs');
/** What Express calls a middleware is a function of Node's own request and response. */
type Middleware = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

const LAST_WAIT_MS = 10_000;

/** Serves pages and API until it is told to stop; then lets what is under way end. */
export async function main(): Promise<{ url: string }> {
  const portico = await start().catch(explain);
  process.env['ASTRO_NODE_AUTOSTART'] = 'disabled';
  const { handler } = (await import(resolve(BUILT))) as { handler: RequestListener };

  const pack = compression() as unknown as Middleware;
  const { host, port } = portico.config;
  const server = createServer(
    guarding((request, response) => pack(request, response, () => handler(request, response)), {
      https: portico.config.production,
    }),
  );
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve));
  portico.log.info({ host, port }, 'listening');
  const website = portico.config.demo ? await serveWebsite(portico) : undefined;
  const banner = portico.config.demo ? await demoBanner(portico, website?.url) : undefined;
  if (banner) console.log(banner);
  const code = await portico.auth.joining.setupCode();
  if (code)
    console.log(
      `\n  Make the first administrator, within a day:\n  ${portico.config.url}/setup?code=${code}\n`,
    );

  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      website?.server.close().closeAllConnections();
      portico.live.close();
      void shutDown(server).then(async () => {
        await portico.close();
        process.exit(0);
      });
    });
  }
  return { url: portico.config.url };
}

/** Takes no new connection, lets requests end, and does not wait for ever for those that will not. */
async function shutDown(server: Server) {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const deadline = setTimeout(() => server.closeAllConnections(), LAST_WAIT_MS);
  await closed;
  clearTimeout(deadline);
}

function explain(error: unknown): never {
  if (!(error instanceof ConfigError)) throw error;
  console.error(error.message);
  process.exit(78);
}
