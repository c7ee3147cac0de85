import { and, eq, sql } from 'drizzle-orm';

import { conflict } from '#api/core/errors.ts';
import type { Write } from '#api/core/write.ts';
import { turned } from '#api/requests/due.ts';
import { recordMove } from '#api/requests/handling.ts';
import { milestones } from '#api/requests/milestones.ts';
import { advance } from '#api/requests/status.ts';
import { courseAfter } from '#api/requests/wakes.ts';
import { keepClocks, type Kept } from '#api/service-levels/keeping.ts';
import { messages, requests, type Request } from '#db/schema/requests.ts';

/** A message of somebody who has no account: a guest, or whoever an agent has let through. */
export function addAnswer(
  write: Write,
  { request, clocks }: { request: Request; clocks: Kept },
  { body, sender, authorId = null }: { body: string; sender: string | null; authorId?: string | null },
): string {
  const status = advance(request.status, 'customer', 'reply');
  const side = authorId ? ('customer' as const) : ('guest' as const);
  const now = write.at;
  const { dueAt, next } = turned(clocks, request, { action: 'reply', to: status, says: side }, now);
  write.mark(requests, and(eq(requests.id, request.id), eq(requests.version, request.version)), {
    status,
    dueAt,
    lastSide: side,
    ...courseAfter(request, 'reply', status),
    ...milestones(request, status, side),
    lastMessageAt: now,
    lastSeq: sql`${requests.lastSeq} + 1`,
    version: sql`${requests.version} + 1`,
    updatedAt: now,
  });
  write.requireOne(conflict('requests.not_now'));
  keepClocks(write, request.id, clocks, next);
  const seq = sql`(select last_seq from requests where id = ${request.id})`;
  const message = write.insert(messages, { requestId: request.id, authorId, side, sender, body }, { seq });
  write.record('request.replied', request, { data: { messageId: message.id, side, action: 'reply' } });
  recordMove(write, request, status, 'reply');
  return message.id;
}
