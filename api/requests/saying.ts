import { sql } from 'drizzle-orm';

import { sideOf, type Member } from '#api/core/actor.ts';
import { invalid } from '#api/core/errors.ts';
import type { Write } from '#api/core/write.ts';
import { attach } from '#api/files/service.ts';
import { attachments, messages } from '#db/schema/requests.ts';

/** @throws 422 for files that are not the actor's or are attached already */
export function say(
  write: Write,
  request: { id: string },
  actor: Member,
  input: { body: string; attachments: string[] },
) {
  const message = write.insert(
    messages,
    { requestId: request.id, authorId: actor.personId, side: sideOf(actor), body: input.body },
    { seq: seqOf(request) },
  );
  for (const fileId of input.attachments) {
    attach(write, fileId, invalid({ attachments: 'requests.unknown_file' }));
    write.insert(attachments, { requestId: request.id, messageId: message.id, fileId });
  }
  return message;
}

/** The number of the newest entry, after the batch has raised it. */
export const seqOf = ({ id }: { id: string }) => sql`(select last_seq from requests where id = ${id})`;
