import { and, desc, eq, sql } from 'drizzle-orm';

import type { Auth } from '#api/auth/service.ts';
import { isMember, isStaff } from '#api/core/actor.ts';
import { AppError, conflict, forbidden } from '#api/core/errors.ts';
import type { Scope } from '#api/core/scope.ts';
import type { Write } from '#api/core/write.ts';
import { standingOn, stillMay } from '#api/requests/standing.ts';
import { isUniqueViolation } from '#db/errors.ts';
import { requestRatings, type RequestRating } from '#db/schema/request-links.ts';
import { requests, type Request } from '#db/schema/requests.ts';
import { isRatable, isRater } from './policy.ts';
import type { RateByLink, RateRequest } from './schemas.ts';

type About = Pick<Request, 'id' | 'accountId' | 'requesterId' | 'status' | 'resolvedAt' | 'resolution'>;
export type Rated = Pick<RequestRating, 'score' | 'comment' | 'updatedAt'>;

/**
 * What was said the last time. `mine` is whether it is the reader’s to know, as it is the house’s and theirs who may
 * say it; `may` is whether he may say it now.
 */
export async function ratingOf(
  scope: Scope,
  request: About,
): Promise<{ rating: Rated | undefined; mine: boolean; may: boolean }> {
  const rater = isRater(scope.actor, await standingOn(scope, request), request);
  if (!rater && !isStaff(scope.actor)) return { rating: undefined, mine: false, may: false };
  const [rating] = await scope
    .select(requestRatings, eq(requestRatings.requestId, request.id))
    .orderBy(desc(requestRatings.solvedAt))
    .limit(1);
  const isNow = rating?.solvedAt.getTime() === request.resolvedAt?.getTime();
  const told = isStaff(scope.actor) || isNow ? rating : undefined;
  return { rating: told, mine: true, may: rater && isRatable(request) };
}

/** Says how it was, or says it otherwise. @throws 403, 404, 409 `ratings.not_now` */
export async function rateRequest(scope: Scope, id: string, input: RateRequest): Promise<void> {
  const { actor } = scope;
  const request = await scope.find(requests, id);
  if (!isMember(actor) || !isRater(actor, await standingOn(scope, request), request)) throw forbidden();
  await keep(scope, request, { ...input, personId: actor.personId }, (write) =>
    stillMay(write, actor, request, 'manage'),
  );
}

/** What a link of ours is about; looking changes nothing. @throws 410 */
export async function openRating(
  { codes }: Pick<Auth, 'codes'>,
  scope: Scope,
  code: string,
): Promise<{ request: Request; rating: Rated | undefined }> {
  const { subjectId } = await codes.look('rating', code);
  const house = scope.asSystem('rate');
  const [request] = await house.select(requests, eq(requests.id, subjectId)).limit(1);
  if (!request || !isRatable(request)) throw new AppError(410, 'codes.spent');
  return { request, rating: await keptFor(house, request) };
}

/** Whoever has the link got it at the address of whoever asked. @throws 409, 410 */
export async function rateByLink(
  doors: Pick<Auth, 'codes'>,
  scope: Scope,
  { code, ...input }: RateByLink,
): Promise<void> {
  const { request } = await openRating(doors, scope, code);
  await keep(scope.asSystem('rate'), request, { ...input, personId: request.requesterId });
}

type Said = RateRequest & { personId: string | null };

/** Once for each time that it was solved: what was said before is replaced. */
async function keep(
  scope: Scope,
  request: Request,
  said: Said,
  also: (write: Write) => void = () => undefined,
): Promise<void> {
  const { resolvedAt: solvedAt } = request;
  if (!isRatable(request) || !solvedAt) throw conflict('ratings.not_now');
  const { score, comment, personId } = said;
  const words = comment === undefined ? {} : { comment: comment || null };
  const earlier = await keptFor(scope, request);
  const keeping = scope.write((write) => {
    also(write);
    const row = earlier ?? { requestId: request.id, solvedAt, score, personId, ...words };
    if ('version' in row) write.update(requestRatings, row, { score, personId, ...words });
    else write.insert(requestRatings, row);
    write.require(
      sql`exists (select 1 from ${requests} where ${stillEnded(request)})`,
      conflict('ratings.not_now'),
    );
    write.record('request.rated', request, { audience: 'staff', data: { score } });
  });
  return keeping.catch((error: unknown) => {
    // Somebody else was quicker to say it first.
    if (!isUniqueViolation(error)) throw error;
    return keep(scope, request, said, also);
  });
}

const stillEnded = ({ id, resolvedAt }: Request) =>
  and(eq(requests.id, id), eq(requests.status, 'closed'), eq(requests.resolvedAt, resolvedAt ?? new Date(0)));

async function keptFor(scope: Scope, { id, resolvedAt }: Request): Promise<RequestRating | undefined> {
  const now = eq(requestRatings.solvedAt, resolvedAt ?? new Date(0));
  const [row] = await scope.select(requestRatings, and(eq(requestRatings.requestId, id), now)).limit(1);
  return row;
}
