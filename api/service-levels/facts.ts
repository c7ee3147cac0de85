import type { ClockTarget, RequestPriority, RequestStatus } from '#db/enums.ts';
import type { EventName } from '#db/event-names.ts';
import type { Event } from '#db/schema/events.ts';
import type { Request } from '#db/schema/requests.ts';
import type { Fact, Standing } from './clock.ts';

export type Told = Pick<Event, 'name' | 'at' | 'data'>;

/** What the clocks of a request go by; nothing else moves them. */
export const heard = [
  'request.changed',
  'request.due_soon',
  'request.escalated',
  'request.overdue',
  'request.released',
  'request.replied',
  'request.status_changed',
  'request.submitted',
] as const satisfies EventName[];

type Ranked = { from: RequestPriority; to: RequestPriority };
type Moved = { from: RequestStatus; to: RequestStatus };

/** An event as the clocks understand it; what robots say and what only thanks is none. */
function factsOf({ name, at: moment, data }: Told): Fact[] {
  const at = moment.getTime();
  const target = data['target'] as ClockTarget;
  switch (name) {
    case 'request.submitted':
    case 'request.released':
      return [{ at, what: 'begun' }];
    case 'request.replied':
      if (data['automatic'] || data['action'] === 'thank') return [];
      return [{ at, what: 'said', by: data['side'] === 'staff' ? 'house' : 'customer' }];
    case 'request.status_changed':
      return [{ at, what: 'moved', to: data['to'] as RequestStatus }];
    case 'request.changed':
      return [
        ...(data['priority'] ? [{ at, what: 'ranked', to: (data['priority'] as Ranked).to } as const] : []),
        ...(data['status'] ? [{ at, what: 'moved', to: (data['status'] as Moved).to } as const] : []),
      ];
    case 'request.due_soon':
      return [{ at, what: 'warned', target }];
    case 'request.overdue':
      return [{ at, what: 'breached', target }];
    case 'request.escalated':
      return [{ at, what: 'escalated', target }];
    default:
      return [];
  }
}

const movedBy = ({ name, data }: Told) =>
  (name === 'request.status_changed' ? data : name === 'request.changed' && data['status']) as Moved | false;
const rankedBy = ({ name, data }: Told) => (name === 'request.changed' && data['priority']) as Ranked | false;

/** The first change of its kind tells what was before. */
function firstOf<T>(events: Told[], read: (event: Told) => T | false): T | undefined {
  for (const event of events) {
    const found = read(event);
    if (found) return found;
  }
  return undefined;
}

type Begun = Pick<Request, 'status' | 'priority' | 'firstResponseAt'>;

/**
 * Where a request stood at first, and everything since.
 *
 * @param anchor where the clocks of a request began that came without a history, from a file
 */
export function courseOf(
  request: Begun,
  events: Told[],
  anchor: number,
): { standing: Standing; facts: Fact[] } {
  const begins = events.findIndex(({ name }) => name === 'request.submitted' || name === 'request.released');
  const since = begins < 0 ? events : events.slice(begins);
  const facts = since.flatMap(factsOf);
  const standing = {
    status: firstOf(since, movedBy)?.from ?? request.status,
    priority: firstOf(since, rankedBy)?.from ?? request.priority,
  };
  if (begins >= 0) return { standing, facts };
  const answered = request.firstResponseAt !== null && request.firstResponseAt.getTime() < anchor;
  const before: Fact[] = [
    { at: anchor, what: 'begun' },
    ...(answered ? [{ at: anchor, what: 'said', by: 'house' } as const] : []),
  ];
  return { standing, facts: [...before, ...facts] };
}
