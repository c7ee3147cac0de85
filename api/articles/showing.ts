import { ALONE } from '#api/core/headers.ts';
import type { Scope } from '#api/core/scope.ts';
import { pictureOf } from './queries.ts';

/** A year: a picture never changes. Those between us and the reader ask again, since an article may be withdrawn. */
const FOR_EVERYBODY = 'public, max-age=31536000, s-maxage=3600, immutable';
/** Whoever comes after on the same machine may be somebody else, so each look is allowed anew. */
const FOR_SOME = 'private, no-cache';

/** A picture to be shown in a page. @throws 404 for what this reader may not see */
export async function pictureResponse(
  scope: Scope,
  which: { articleId: string; id: string },
  request: Request,
): Promise<Response> {
  const picture = await pictureOf(scope, which.articleId, which.id);
  const etag = `"${picture.sha256}"`;
  const everybody = picture.audience === 'public' && picture.status === 'live';
  const headers = new Headers({
    etag,
    'cache-control': everybody ? FOR_EVERYBODY : FOR_SOME,
    'content-security-policy': ALONE,
    'content-type': 'image/webp',
    'content-length': String(picture.size),
    'content-disposition': 'inline',
    'x-content-type-options': 'nosniff',
  });
  if (request.headers.get('if-none-match')?.includes(etag)) {
    headers.delete('content-length');
    return new Response(null, { status: 304, headers });
  }
  const body = request.method === 'HEAD' ? null : (await scope.storage.get(picture.id)).stream;
  return new Response(body, { headers });
}
