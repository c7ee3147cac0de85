import { newId } from '#db/ids.ts';
import { requestRatings } from '#db/schema/request-links.ts';
import type { Request } from '#db/schema/requests.ts';
import type { Story } from './story.ts';

type Ended = Pick<Request, 'id' | 'number' | 'status' | 'requesterId' | 'resolvedAt' | 'updatedAt'>;

/** Two of three say how it was, and most are content. */
export function tellRating(
  story: Story,
  { id, number, status, requesterId, resolvedAt, updatedAt }: Ended,
): void {
  if (status !== 'closed' || !resolvedAt || !requesterId || number % 3 === 0) return;
  const score = number % 7 === 0 ? ('poor' as const) : ('good' as const);
  const moments = { solvedAt: resolvedAt, createdAt: updatedAt, updatedAt };
  story.insert(requestRatings, [
    { id: newId('rat'), requestId: id, score, personId: requesterId, ...moments },
  ]);
}
