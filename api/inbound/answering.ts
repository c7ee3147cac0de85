import { sql } from 'drizzle-orm';

import type { Write } from '#api/core/write.ts';
import { turned } from '#api/requests/due.ts';
import { recordMove } from '#api/requests/handling.ts';
import { move } from '#api/requests/moving.ts';
import { advance } from '#api/requests/status.ts';
import { keepClocks, type Kept } from '#api/service-levels/keeping.ts';
import { messages, type Request } from '#db/schema/requests.ts';

type Answer = {
  body: string;
  action: 'reply' | 'thank';
  /** An address, where nobody has proven that it is his. */
  sender: string | null;
  authorId?: string | null;
};

/** A message of somebody who has no account: a guest, or whoever an agent has let through. @throws 409, 412 */
export function addAnswer(
  write: Write,
  { request, clocks }: { request: Request; clocks: Kept },
  { body, action, sender, authorId = null }: Answer,
): string {
  const status = advance(request.status, 'customer', action);
  const side = authorId ? ('customer' as const) : ('guest' as const);
  const { dueAt, next } = turned(clocks, request, { action, to: status, says: side }, write.at);
  move(write, request, { action, status, dueAt, side, resolution: undefined, set: {} });
  if (action !== 'thank') keepClocks(write, request.id, clocks, next);
  const seq = sql`(select last_seq from requests where id = ${request.id})`;
  const message = write.insert(messages, { requestId: request.id, authorId, side, sender, body }, { seq });
  write.record('request.replied', request, { data: { messageId: message.id, side, action } });
  recordMove(write, request, status, action);
  return message.id;
}
