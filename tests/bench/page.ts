import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';

import { buildWhatIsStale } from '../../scripts/support/parts.ts';
import { fillDune } from './support/busy-house.ts';
import { compare } from './support/measure.ts';
import { plainClient, statementsOf } from './support/recorded.ts';

const REQUESTS = 10_000;

/** page.list: the page of requests, against Hono with the same SQL and the same HTML put together from strings. */
export async function run(): Promise<void> {
  await buildWhatIsStale();
  const data = await mkdtemp(join(tmpdir(), 'portico-bench-'));
  Object.assign(process.env, { PORTICO_DATA: data, PORTICO_LOG: 'error', ASTRO_NODE_AUTOSTART: 'disabled' });
  const { start } = await import('#api/start.ts');
  const portico = await start();
  await fillDune(portico.base.db, REQUESTS);

  const built = join(import.meta.dirname, '../../dist/server/entry.mjs');
  const { handler } = (await import(built)) as { handler: RequestListener };
  const session = await portico.auth.openSession({ personId: 'per_dan', membershipId: 'mem_dan' });
  const cookie = session.split(';')[0] ?? '';
  const page = await serve(handler);
  const ask = async (from: string) => (await fetch(`${from}/requests`, { headers: { cookie } })).text();
  const html = await ask(page.url);
  const statements = await statementsOf(portico.base.db.reading, () => ask(page.url));

  const plain = await plainClient(portico.base.db);
  const [before, rows, after] = around(html);
  const bare = new Hono().get('/requests', async (c) => {
    for (const statement of statements) await plain.execute(statement);
    let list = '';
    for (const [head, subject, tail] of rows) list += head + escaped(subject) + tail;
    return c.html(before + list + after);
  });
  const floor = await serve(getRequestListener(bare.fetch));

  await compare(
    'page.list',
    100,
    () => ask(page.url),
    () => ask(floor.url),
  );
  for (const { server } of [page, floor]) server.close();
  plain.close();
  await portico.close();
  await rm(data, { recursive: true });
}

async function serve(listener: RequestListener): Promise<{ url: string; server: Server }> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}

/** What stands before the list, its rows cut open at their subject, and what stands after it. */
function around(html: string): [string, [string, string, string][], string] {
  const parts = html.split(/(?=<li class="row)/);
  const [before = '', ...items] = parts;
  const end = (items.at(-1)?.indexOf('</li>') ?? 0) + '</li>'.length;
  const after = items.at(-1)?.slice(end) ?? '';
  const rows = items.map((item, n): [string, string, string] => {
    const row = n === items.length - 1 ? item.slice(0, end) : item;
    const [, head = row, subject = '', tail = ''] =
      /^([\s\S]*?<bdi>)([\s\S]*?)(<\/bdi>[\s\S]*)$/.exec(row) ?? [];
    return [head, subject, tail];
  });
  return [before, rows, after];
}

const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
