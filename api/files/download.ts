import { ALONE } from '#api/core/headers.ts';
import { attachment } from './disposition.ts';
import { parseRange } from './range.ts';
import type { Storage } from './storage.ts';

export type StoredFile = {
  storageKey: string;
  name: string;
  type: string;
  size: number;
  sha256?: string | null;
};

/**
 * Hands a file to a browser as a download, never to be shown or run in our origin. Whoever calls this has checked
 * that the reader may have the file.
 */
export async function fileResponse(storage: Storage, file: StoredFile, request: Request): Promise<Response> {
  const etag = `"${file.sha256 ?? file.storageKey}"`;
  const headers = headersFor(etag);
  if (matches(request.headers.get('if-none-match'), etag)) {
    return new Response(null, { status: 304, headers });
  }

  const range = wanted(request, etag) ? parseRange(request.headers.get('range'), file.size) : undefined;
  if (range === 'unsatisfiable') {
    headers.set('content-range', `bytes */${file.size}`);
    return new Response(null, { status: 416, headers });
  }

  headers.set('content-type', file.type.startsWith('text/') ? `${file.type}; charset=utf-8` : file.type);
  headers.set('content-disposition', attachment(file.name));
  headers.set('content-length', String(range ? range.end + 1 - range.start : file.size));
  if (range) headers.set('content-range', `bytes ${range.start}-${range.end}/${file.size}`);
  const body = request.method === 'HEAD' ? null : (await storage.get(file.storageKey, range)).stream;
  return new Response(body, { status: range ? 206 : 200, headers });
}

function headersFor(etag: string) {
  return new Headers({
    etag,
    'accept-ranges': 'bytes',
    'cache-control': 'private, no-cache',
    'content-security-policy': ALONE,
    'cross-origin-resource-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
  });
}

/** A range goes with GET alone, and with If-Range only while the file is still the one it names. */
function wanted(request: Request, etag: string) {
  const condition = request.headers.get('if-range');
  return request.method === 'GET' && (condition === null || condition === etag);
}

const matches = (header: string | null, etag: string) =>
  header !== null &&
  header.split(',').some((candidate) => ['*', etag].includes(candidate.trim().replace(/^W\//, '')));
