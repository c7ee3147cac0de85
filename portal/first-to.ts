import { toSecond } from '#api/auth/second-factor.ts';
import { isOwnWay, requireLooking } from '#api/auth/standing.ts';
import { isMember } from '#api/core/actor.ts';
import { owesTerms } from '#api/terms/service.ts';

/** Pages to which what was refused is rewritten; it comes by here again then. */
const REFUSALS = new Set(['/403', '/404', '/429', '/500']);

/** What stays open to somebody who has yet to accept the terms: reading them, and going. */
const BEFORE_TERMS = new Set(['/terms', '/logout', '/language', '/theme']);

type Asked = {
  locals: Pick<App.Locals, 'scope' | 'session' | 'viewing'>;
  request: Pick<Request, 'method'>;
  url: URL;
};

/** Where the reader has to go before the page that he asked for. @throws 403 for what a look must not do */
export async function firstTo({ locals, request, url }: Asked): Promise<string | undefined> {
  const { scope, session, viewing } = locals;
  const { pathname: path } = url;
  const refused = REFUSALS.has(path);
  if (viewing && !refused) {
    requireLooking(viewing, { method: request.method, path });
    if (viewing.over && !isOwnWay(path)) return '/viewing';
  }
  if (isMember(scope.actor) && scope.actor.owesSecond && !refused) {
    const first = toSecond(path);
    if (first) return first;
  }
  if (BEFORE_TERMS.has(path) || !session || !(await owesTerms(scope, session))) return undefined;
  return `/terms?next=${encodeURIComponent(path + url.search)}`;
}
