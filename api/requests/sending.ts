import { and, eq } from 'drizzle-orm';

import { system } from '#api/core/actor.ts';
import { AppError, forbidden } from '#api/core/errors.ts';
import { Scope } from '#api/core/scope.ts';
import type { Backstage } from '#api/handlers.ts';
import { later, type Handler } from '#api/jobs/worker.ts';
import { drafts, type Draft } from '#db/schema/drafts.ts';
import { HELD_MS, sendHeld, toDraft } from './holding.ts';

const GONE = 'requests.reply_gone';

/**
 * Sends what was held, with the rights that its author has by now. What cannot be said any more goes back among the
 * drafts, so that no word of it is lost.
 */
export const sendHeldReply = (backstage: Pick<Backstage, 'base' | 'auth'>): Handler =>
  later(HELD_MS, async ({ data }) => {
    const scope = new Scope(backstage.base, system('held-replies'));
    const wanted = and(eq(drafts.id, String(data['draftId'])), eq(drafts.kind, 'held'));
    const [held] = await scope.select(drafts, wanted).limit(1);
    if (!held) return;
    try {
      await sendHeld(await asAuthor(backstage, held), held);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      if (error.code !== GONE) await toDraft(scope, held).catch(unlessGone);
    }
  });

/** @throws 403 where the author is no longer one of us */
async function asAuthor({ base, auth }: Pick<Backstage, 'base' | 'auth'>, { personId, accountId }: Draft) {
  const members = await auth.directory.membersOf(personId);
  const author = members.find((member) => member.accountId === accountId);
  if (!author) throw forbidden();
  return new Scope(base, author);
}

function unlessGone(error: unknown): void {
  if (!(error instanceof AppError) || error.code !== GONE) throw error;
}
