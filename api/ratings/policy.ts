import { isMember, type Actor } from '#api/core/actor.ts';
import type { Standing } from '#api/requests/policy.ts';
import type { Request } from '#db/schema/requests.ts';

const DAY_MS = 86_400_000;
/** So long it can be said, and changed. */
const RATED_FOR_DAYS = 30;

type Ended = Pick<Request, 'status' | 'resolvedAt' | 'resolution'>;

/** Until when it can be said; nothing where it was never solved. */
export const ratedUntil = ({ resolvedAt }: Pick<Request, 'resolvedAt'>): Date | undefined =>
  resolvedAt ? new Date(resolvedAt.getTime() + RATED_FOR_DAYS * DAY_MS) : undefined;

/** Whether there is something to rate; nobody has answered what was given up. */
export const isRatable = ({ status, resolvedAt, resolution }: Ended, now = new Date()): boolean =>
  status === 'closed' &&
  resolution !== 'no_reply' &&
  (ratedUntil({ resolvedAt })?.getTime() ?? 0) > now.getTime();

/** Whoever asked, and who manages the requests of his company: nobody else can say how it was for them. */
export const isRater = (
  actor: Actor,
  standing: Standing | undefined,
  request: Pick<Request, 'requesterId' | 'accountId'>,
): boolean =>
  isMember(actor) &&
  standing?.role === 'customer' &&
  standing.right === 'manage' &&
  (actor.personId === request.requesterId || actor.accountId === request.accountId);
