import { asc, eq } from 'drizzle-orm';

import { conflict, forbidden, notFound, stale } from '#api/core/errors.ts';
import type { Scope } from '#api/core/scope.ts';
import type { Write } from '#api/core/write.ts';
import { firstDue } from '#api/requests/due.ts';
import { roleOn } from '#api/requests/service.ts';
import { clocksOf, keepClocks, nextClocks, type Kept } from '#api/service-levels/keeping.ts';
import { messages, requests, type Message, type Request } from '#db/schema/requests.ts';
import type { ReleaseRequest } from './schemas.ts';

type Owner = Pick<Request, 'accountId' | 'requesterId' | 'lastSide' | 'searchText'>;
type Release = { by: 'proof' | 'staff'; message: Message; clocks: Kept; owner?: Owner | undefined };

/** Lets a request out of quarantine and, once its owner is known, moves it to his account. */
export function release(
  write: Write,
  request: Omit<Request, 'number'>,
  { by, message, clocks, owner }: Release,
): void {
  const held = request.status === 'quarantined';
  const next = nextClocks(clocks, write.at);
  const out = held ? { status: 'submitted' as const, dueAt: firstDue(next, write.at) } : {};
  write.update(requests, request, { ...out, ...owner });
  if (held) keepClocks(write, request.id, clocks, next);
  const moved = { id: request.id, accountId: owner?.accountId ?? request.accountId };
  if (held) write.record('request.released', moved, { data: { by, messageId: message.id } });
  if (!owner) return;
  const data = { from: request.accountId, to: owner.accountId };
  write.record('request.owner_changed', moved, { audience: 'staff', data });
}

export async function firstMessage(scope: Scope, { id }: { id: string }): Promise<Message> {
  const [message] = await scope
    .select(messages, eq(messages.requestId, id))
    .orderBy(asc(messages.seq))
    .limit(1);
  if (!message) throw notFound('messages');
  return message;
}

/**
 * An agent takes it for genuine without a proof; the address stays unproven, and nothing is mailed to it.
 *
 * @throws 403, 404, 409 `requests.not_now`, 412
 */
export async function releaseRequest(scope: Scope, id: string, { version }: ReleaseRequest): Promise<void> {
  const request = await scope.find(requests, id);
  if ((await roleOn(scope, request)) !== 'agent') throw forbidden();
  if (version !== request.version) throw stale();
  if (request.status !== 'quarantined') throw conflict('requests.not_now');
  const [message, clocks] = await Promise.all([
    firstMessage(scope, request),
    clocksOf(scope, { ...request, status: 'submitted' }),
  ]);
  await scope.write((write) => release(write, request, { by: 'staff', message, clocks }));
}
