import { and, eq, gt, sql } from 'drizzle-orm';

import { conflict } from '#api/core/errors.ts';
import { HOUSE_ID } from '#api/core/house.ts';
import type { Scope } from '#api/core/scope.ts';
import type { Write } from '#api/core/write.ts';
import { mailboxes, type Mailbox } from '#db/schema/mailboxes.ts';
import { mails } from '#db/schema/mails.ts';

const WINDOW_MS = 3 * 3_600_000;
const QUIET_MS = 3_600_000;

/** What is answered by itself within three hours: to one sender, in one thread, under one subject, by one mailbox. */
export const BOUNDS = { sender: 10, thread: 1, subject: 2, mailbox: 300 } as const;

const TOO_MUCH = conflict('mail.too_much');
export const isTooMuch = (error: unknown): boolean => error === TOO_MUCH;

/** Two machines that answer each other stop here, whatever they hide. */
export function withinBounds(
  write: Write,
  { to, subjectId, subject }: { to: string; subjectId: string; subject: string },
  now = new Date(),
): void {
  const recent = gt(mails.createdAt, new Date(now.getTime() - WINDOW_MS));
  const answers = and(eq(mails.toAddress, to), eq(mails.automatic, true));
  const counted = [
    [and(answers, recent), BOUNDS.sender],
    [and(answers, eq(mails.subjectId, subjectId)), BOUNDS.thread],
    [and(answers, recent, eq(mails.subject, subject)), BOUNDS.subject],
  ] as const;
  for (const [where, most] of counted)
    write.require(sql`(select count(*) from ${mails} where ${where}) < ${most}`, TOO_MUCH);
}

/** A mailbox that is flooded answers nothing by itself for an hour, and says so at the desk. */
export async function isQuiet(scope: Scope, mailbox: Mailbox, now = new Date()): Promise<boolean> {
  if (mailbox.quietUntil && mailbox.quietUntil > now) return true;
  const recent = gt(mails.createdAt, new Date(now.getTime() - WINDOW_MS));
  const answers = and(eq(mails.mailboxId, mailbox.id), recent, eq(mails.automatic, true));
  if ((await scope.count(mails, answers)) < BOUNDS.mailbox) return false;
  await scope.write((write) => {
    write.mark(mailboxes, eq(mailboxes.id, mailbox.id), { quietUntil: new Date(now.getTime() + QUIET_MS) });
    write.record('mailbox.quieted', { id: mailbox.id, accountId: HOUSE_ID }, { audience: 'staff' });
  });
  return true;
}
