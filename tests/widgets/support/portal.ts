import { createReadStream } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, join } from 'node:path';
import { text } from 'node:stream/consumers';

import { articlesFor, formFor, problemsIn } from './answers.ts';

/** What a call is answered with instead of the usual, in the order in which they are given. */
export interface Answer {
  status?: number;
  headers?: Record<string, string>;
  body?: unknown;
  /** Only after `release`. */
  hold?: boolean;
  /** The connection breaks. */
  drop?: boolean;
}

export interface ReceivedCall {
  method: string;
  path: string;
  query: Record<string, string>;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

/** What one site sees: each test brings a key of its own, so that tests do not meet. */
interface Site {
  answers: Answer[];
  calls: ReceivedCall[];
  waiting: (() => void)[];
  /** How many callers went away before they were answered. */
  left: number;
  sent: Map<string, unknown>;
}

/**
 * The public widget API of the portal on a port of its own, with real CORS, and the built widgets where there are
 * any. `/control/:site` scripts and reads it and is no part of the contract.
 */
export async function startPortal(built?: string) {
  const sites = new Map<string, Site>();
  const siteOf = (key: string) => {
    const site = sites.get(key) ?? { answers: [], calls: [], waiting: [], left: 0, sent: new Map() };
    sites.set(key, site);
    return site;
  };

  const server = createServer((request, response) => {
    if (built && request.url?.startsWith('/embed/')) return embed(request.url, built, response);
    return answer(request, response, siteOf).catch((error: unknown) => response.destroy(error as Error));
  });
  return { ...(await listen(server)), siteOf };
}

export async function listen(server: Server) {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = () => {
    server.closeAllConnections();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  };
  return { origin: `http://localhost:${port}`, close };
}

function embed(url: string, built: string, response: ServerResponse) {
  response.setHeader('access-control-allow-origin', '*');
  response.setHeader('cross-origin-resource-policy', 'cross-origin');
  response.setHeader('content-type', 'text/javascript');
  const { pathname } = new URL(url, 'http://localhost');
  createReadStream(join(built, basename(pathname))).pipe(response);
}

async function answer(request: IncomingMessage, response: ServerResponse, siteOf: (key: string) => Site) {
  const url = new URL(request.url ?? '/', 'http://localhost');
  allowOrigin(request, response);
  if (request.method === 'OPTIONS') return response.writeHead(204).end();
  const body = await text(request);
  if (url.pathname.startsWith('/control/')) return control(url, body, response, siteOf);

  const site = siteOf(String(request.headers['x-portico-site']));
  const { method = '', headers } = request;
  const call = { method, path: url.pathname, query: Object.fromEntries(url.searchParams), headers, body };
  site.calls.push(call);
  response.on('close', () => {
    if (!response.writableFinished) site.left++;
  });
  const scripted = site.answers.shift() ?? {};
  if (scripted.drop) return breakOff(request, response);
  if (scripted.hold) await new Promise<void>((resolve) => site.waiting.push(resolve));
  response.setHeaders(new Map(Object.entries(scripted.headers ?? {})));
  if (scripted.status !== undefined) return send(response, scripted.status, scripted.body ?? {});
  return usual(call, site, response);
}

/** In the middle of the answer: a connection that ends before it, the browser itself tries again. */
function breakOff(request: IncomingMessage, response: ServerResponse) {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': 100 });
  response.write('{', () => request.socket.destroy());
}

function usual({ path, query, headers, body }: ReceivedCall, site: Site, response: ServerResponse) {
  if (path === '/api/widgets/articles') {
    const results = articlesFor(query['q'] ?? '').slice(0, Number(query['limit']));
    return send(response, 200, { results });
  }
  if (path === '/api/widgets/form' && query['type'] === 'request') {
    return send(response, 200, formFor(query['locale'] ?? 'en'));
  }
  if (path === '/api/widgets/requests') {
    const request = JSON.parse(body) as Record<string, string>;
    const fields = problemsIn(request);
    if (Object.keys(fields).length > 0) return send(response, 422, { code: 'invalid', fields });
    site.sent.set(String(headers['idempotency-key']), request);
    return send(response, 202, { message: 'check_mail' });
  }
  return send(response, 404, { code: 'not_found', fields: {} });
}

function control(url: URL, body: string, response: ServerResponse, siteOf: (key: string) => Site) {
  const [, , key = '', what] = url.pathname.split('/');
  const site = siteOf(key);
  if (what === 'answers') site.answers.push(...(JSON.parse(body) as Answer[]));
  if (what === 'release') for (const release of site.waiting.splice(0)) release();
  return send(response, 200, {
    calls: site.calls,
    waiting: site.waiting.length,
    left: site.left,
    sent: [...site.sent.values()],
  });
}

/** As permissive as the real one towards an origin, and as strict about what it lets through. */
function allowOrigin(request: IncomingMessage, response: ServerResponse) {
  response.setHeader('access-control-allow-origin', request.headers.origin ?? 'null');
  response.setHeader('access-control-allow-headers', 'content-type, idempotency-key, x-portico-site');
  response.setHeader('access-control-allow-methods', 'GET, POST');
  response.setHeader('access-control-expose-headers', 'Retry-After');
  response.setHeader('vary', 'Origin');
}

function send(response: ServerResponse, status: number, body: unknown) {
  response.statusCode = status;
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(body));
}
