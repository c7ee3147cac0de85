import { and, eq, lt } from 'drizzle-orm';

import { system } from '#api/core/actor.ts';
import { AppError, conflict } from '#api/core/errors.ts';
import { Scope, type Base } from '#api/core/scope.ts';
import { inboundMails } from '#db/schema/mailboxes.ts';
import { mails } from '#db/schema/mails.ts';
import { codes } from '#db/schema/people.ts';
import { messages, notes, requests } from '#db/schema/requests.ts';

const KEPT_MS = 14 * 86_400_000;
const AT_ONCE = 100;

/**
 * Forgets what nobody has proven: the request, what was written in it, and the mail that asked for the proof.
 *
 * @returns how many requests
 */
export async function purgeUnproven(base: Base, now = new Date()): Promise<number> {
  const scope = new Scope(base, system('purge-unproven'));
  const held = eq(requests.status, 'quarantined');
  const old = and(held, lt(requests.lastMessageAt, new Date(now.getTime() - KEPT_MS)));
  let purged = 0;
  for (;;) {
    const found = await scope.pick(requests, { id: requests.id }, old).limit(AT_ONCE);
    const gone = await Promise.all(found.map(({ id }) => purge(base, scope, id)));
    purged += gone.filter(Boolean).length;
    if (found.length < AT_ONCE || !gone.includes(true)) return purged;
  }
}

/** One that is proven at this very moment stays. */
async function purge({ db }: Base, scope: Scope, id: string): Promise<boolean> {
  try {
    await scope.write((write) => {
      write.remove(inboundMails, eq(inboundMails.requestId, id));
      write.remove(messages, eq(messages.requestId, id));
      write.remove(notes, eq(notes.requestId, id));
      write.remove(mails, eq(mails.subjectId, id));
      write.also(db.direct.delete(codes).where(eq(codes.subjectId, id)));
      write.remove(
        requests,
        and(eq(requests.id, id), eq(requests.status, 'quarantined')) ?? eq(requests.id, id),
      );
      write.requireOne(conflict('requests.not_now'));
    });
    return true;
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
}
