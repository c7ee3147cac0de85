import { createMiddleware } from 'hono/factory';

import { AppError } from '#api/core/errors.ts';
import type { Env } from '#api/core/http.ts';
import { receiveUploads } from './service.ts';

const isForm = (headers: Headers) => /^multipart\/form-data/i.test(headers.get('content-type') ?? '');

/**
 * Takes the files of a posted page before the page sees the request, and hands it a plain form in which each file
 * is its id. A form whose files are refused still comes through, with what was typed, so that the page can show it
 * again and say why. Through somebody's eyes nothing is taken: the page refuses it.
 */
export const receiveForms = createMiddleware<Env>(async (c, next) => {
  const request = c.req.raw;
  const isOfPage = request.method === 'POST' && !c.req.path.startsWith('/api/') && isForm(request.headers);
  if (!isOfPage || c.var.viewing) return next();

  const typed = new URLSearchParams();
  try {
    const { fields } = await receiveUploads(c.var.scope, request, typed);
    c.req.raw = plainForm(request, fields);
  } catch (error) {
    if (!(error instanceof AppError) || error.status === 403) throw error;
    // The session ran out while somebody wrote: a page of ours, not a line of JSON, must answer.
    if (error.status === 401) return c.redirect(`/login?next=${encodeURIComponent(addressOf(request))}`, 303);
    c.set('refused', error);
    c.req.raw = plainForm(request, typed);
  }
  return next();
});

function addressOf({ url }: Request): string {
  const { pathname, search } = new URL(url);
  return pathname + search;
}

function plainForm(request: Request, fields: URLSearchParams): Request {
  const headers = new Headers(request.headers);
  headers.delete('content-length');
  headers.delete('transfer-encoding');
  headers.set('content-type', 'application/x-www-form-urlencoded;charset=UTF-8');
  const body = fields.toString();
  const plain = new Request(request.url, { method: 'POST', headers, body, signal: request.signal });
  return Object.assign(plain, notesOfAstro(request));
}

/** Astro's server writes on a request, under symbols, what its pages want to know: the client's address above all. */
const notesOfAstro = (request: Request) =>
  Object.fromEntries(
    Object.getOwnPropertySymbols(request)
      .filter(({ description }) => description?.startsWith('astro.'))
      .map((symbol) => [symbol, Reflect.get(request, symbol)]),
  );
