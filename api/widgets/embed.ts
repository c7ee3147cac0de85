import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress } from 'node:zlib';

import { notFound } from '#api/core/errors.ts';
import { route, router } from '#api/core/http.ts';

const compress = promisify(brotliCompress);

const BUILT = join(process.env['PORTICO_DIST'] ?? join(import.meta.dirname, '../../dist'), 'widgets');
const TYPES: Record<string, string> = { '.js': 'text/javascript; charset=utf-8' };
const HASHED = /-[\w-]{8}\.\w+$/;

type Part = {
  type: string;
  etag: string;
  cache: string;
  bytes: Uint8Array<ArrayBuffer>;
  packed?: Promise<Uint8Array<ArrayBuffer>>;
};

/**
 * The widgets, for pages of anybody. What is in the folder when the server starts is all there is: no name in an
 * address ever reaches the file system.
 */
export function embed(folder = BUILT) {
  const parts = new Map(namesIn(folder).map((name) => [name, partOf(folder, name)]));

  return router().get('/:file', route('public', 'The scripts of the widgets'), async (c) => {
    c.header('Access-Control-Allow-Origin', '*');
    c.header('Cross-Origin-Resource-Policy', 'cross-origin');
    c.header('Timing-Allow-Origin', '*');
    c.header('X-Content-Type-Options', 'nosniff');
    const part = parts.get(c.req.param('file'));
    if (!part) throw notFound('widgets');

    c.header('Cache-Control', part.cache);
    c.header('ETag', part.etag);
    c.header('Vary', 'Accept-Encoding');
    if (c.req.header('If-None-Match')?.includes(part.etag)) return c.body(null, 304);
    c.header('Content-Type', part.type);
    if (!/\bbr\b/.test(c.req.header('Accept-Encoding') ?? '')) return c.body(part.bytes);
    c.header('Content-Encoding', 'br');
    return c.body(await (part.packed ??= pack(part.bytes)));
  });
}

const namesIn = (folder: string) =>
  existsSync(folder) ? readdirSync(folder).filter((name) => extname(name) in TYPES) : [];

function partOf(folder: string, name: string): Part {
  const bytes = new Uint8Array(readFileSync(join(folder, name)));
  return {
    bytes,
    type: TYPES[extname(name)] ?? '',
    etag: `W/"${createHash('sha256').update(bytes).digest('base64url').slice(0, 16)}"`,
    cache: HASHED.test(name)
      ? 'public, max-age=31536000, immutable'
      : 'public, max-age=300, stale-while-revalidate=86400',
  };
}

const pack = async (bytes: Uint8Array<ArrayBuffer>) => new Uint8Array(await compress(bytes));
