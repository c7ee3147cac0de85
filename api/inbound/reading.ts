import { eq, sql } from 'drizzle-orm';

import type { Backstage } from '#api/handlers.ts';
import type { Handler } from '#api/jobs/worker.ts';
import { inboundMails, mailboxes, type InboundMail } from '#db/schema/mailboxes.ts';
import { inside } from './authors.ts';
import type { Case, Fate } from './case.ts';
import { readInTime } from './parsing/reader.ts';
import { steps } from './steps.ts';
import { settle } from './storing.ts';
import { verdictOf } from './verdict.ts';

/** A mail that ends the process, or fails again and again, is put aside for people to look at. */
const MOST_TRIES = 4;

/** Reads a mail that was taken in and does with it what its steps say. */
export const readInbound =
  (backstage: Backstage): Handler =>
  async ({ subjectId }) => {
    const scope = inside(backstage);
    const [row] = await scope.select(inboundMails, eq(inboundMails.id, subjectId));
    if (row?.state !== 'received') return;
    await scope.write((write) =>
      write.mark(inboundMails, eq(inboundMails.id, row.id), { tries: sql`${inboundMails.tries} + 1` }),
    );
    const fate: Fate =
      row.tries < MOST_TRIES ? await fateOf(backstage, row) : { state: 'suspended', reason: 'failed' };
    if (fate.state === 'stored' || fate.state === 'quarantined') return;
    const now = await scope.find(inboundMails, row.id);
    await scope.write((write) => settle(write, now, fate));
  };

async function fateOf(backstage: Backstage, row: InboundMail): Promise<Fate> {
  const { base } = backstage;
  const scope = inside(backstage);
  const mailbox = await scope.find(mailboxes, row.mailboxId);
  const { stream } = await base.storage.get(row.id);
  const reading = await readInTime(new Uint8Array(await new Response(stream).arrayBuffer()));
  if ('reason' in reading) return { state: 'suspended', reason: reading.reason };
  const { mail } = reading;
  const [from] = mail.from;
  const verdict = verdictOf(mail, mailbox.trustedServer);
  await scope.write((write) =>
    write.mark(inboundMails, eq(inboundMails.id, row.id), {
      messageId: mail.messageId,
      fromAddress: from?.address.slice(0, 320) ?? null,
      fromName: from?.name ?? null,
      subject: mail.subject,
      text: mail.text,
      verdict,
    }),
  );
  const given: Case = { row, mailbox, mail, verdict, thread: undefined, author: undefined };
  for (const [, step] of steps) {
    const fate = await step(given, backstage);
    if (fate) return fate;
  }
  return { state: 'suspended', reason: 'failed' };
}
