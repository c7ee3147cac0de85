import { readFileSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { join } from 'node:path';

import { eq } from 'drizzle-orm';

import { system } from '#api/core/actor.ts';
import { changes } from '#api/core/changes.ts';
import type { Config } from '#api/core/config.ts';
import { Scope, type Base } from '#api/core/scope.ts';
import type { Portico } from '#api/portico.ts';
import { sites } from '#db/schema/sites.ts';
import { SHOWN, siteId, siteKeyOf } from './sites.ts';

const FOLDER = join(import.meta.dirname, 'website');
const FILES: Record<string, { file: string; type: string }> = {
  '/': { file: 'index.html', type: 'text/html; charset=utf-8' },
  '/ask': { file: 'ask.html', type: 'text/html; charset=utf-8' },
  '/brightline.css': { file: 'brightline.css', type: 'text/css; charset=utf-8' },
  '/mark.svg': { file: 'mark.svg', type: 'image/svg+xml' },
};

export type Website = { url: string; server: Server };

/**
 * Where the website of a partner stands that embeds the widgets: beside the portal, on another origin. Nowhere where
 * the portal itself is not opened on its own port.
 */
export function websiteUrl({ url, port, production }: Pick<Config, 'url' | 'port' | 'production'>) {
  const portal = new URL(url);
  if (production || portal.protocol !== 'http:' || Number(portal.port) !== port) return undefined;
  return `http://${portal.hostname}:${port + 1}`;
}

/** Serves the website; without it the portal starts all the same, when somebody else has the port. */
export async function serveWebsite({ base, config, log }: Portico): Promise<Website | undefined> {
  const url = websiteUrl(config);
  if (!url || !(await allowed(base, url))) return undefined;
  const server = createServer((request, response) =>
    answer(request.method ?? '', request.url ?? '', response, config.url),
  );
  const listening = new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(Number(new URL(url).port), config.host, resolve);
  });
  try {
    await listening;
    return { url, server };
  } catch (error) {
    log.warn({ err: error }, 'the website of the demo has no port');
    return undefined;
  }
}

function answer(method: string, address: string, response: ServerResponse, portal: string): void {
  const file = FILES[address.split('?')[0] ?? ''];
  if (!file || (method !== 'GET' && method !== 'HEAD')) {
    response.writeHead(file ? 405 : 404).end();
    return;
  }
  const text = readFileSync(join(FOLDER, file.file), 'utf8')
    .replaceAll('{{portal}}', portal)
    .replaceAll('{{key}}', siteKeyOf(SHOWN));
  response.writeHead(200, {
    'content-type': file.type,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'strict-origin-when-cross-origin',
    'content-security-policy': policyFor(portal),
  });
  response.end(method === 'HEAD' ? undefined : text);
}

/** As strict as the lines that the portal tells website owners to copy. */
const policyFor = (portal: string) =>
  [
    "default-src 'none'",
    "style-src 'self'",
    "img-src 'self'",
    `script-src ${portal}`,
    `connect-src ${portal}`,
    `form-action ${portal}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

/** Whether its owner lets the website use the widgets; the port may be another one than last time. */
async function allowed(base: Base, origin: string): Promise<boolean> {
  const scope = new Scope(base, system('demo-website'));
  const [site] = await scope.select(sites, eq(sites.id, siteId(SHOWN)));
  if (!site || site.closedAt) return false;
  if (site.origins.includes(origin)) return true;
  const change = { origins: [...site.origins, origin] };
  await scope.write((write) => {
    write.update(sites, site, change);
    write.record('site.changed', site, {
      values: changes<Record<string, unknown>>(site, change, { origins: 'account' }),
    });
  });
  return true;
}
