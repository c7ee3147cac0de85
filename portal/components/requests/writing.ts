import { z } from 'zod';

import { invalid } from '#api/core/errors.ts';
import type { Scope } from '#api/core/scope.ts';
import { HoldReply } from '#api/requests/schemas.ts';
import { holdReply } from '#api/requests/holding.ts';
import { noteOnRequest } from '#api/requests/service.ts';
import type { Form } from '../../form.ts';

/** What the composer of the desk sends: a reply that everybody reads, or a note for the house. */
export const Writing = HoldReply.extend({ audience: z.enum(['public', 'note']).default('public') });
type Writing = z.infer<typeof Writing>;

/** @throws 422 for a note with files: they would be shown to nobody */
export async function writeInto(scope: Scope, id: string, { audience, ...reply }: Writing) {
  if (audience === 'public') return holdReply(scope, id, reply);
  if (reply.attachments.length) throw invalid({ attachments: 'requests.note_has_files' });
  return noteOnRequest(scope, id, { body: reply.body });
}

/** Parts what is wrong with the files, which is said beside them, from the rest. */
export function withoutFiles(
  { values, errors }: Form,
  { refused }: Pick<App.Locals, 'refused'>,
): { form: Form; files: string | undefined } {
  const entries = Object.entries(errors);
  const ofFiles = ([name, code]: [string, string]) =>
    name.startsWith('attachments') || code === refused?.code || refused?.fields[name] === code;
  return {
    form: { values, errors: Object.fromEntries(entries.filter((entry) => !ofFiles(entry))) },
    files: entries.find(ofFiles)?.[1],
  };
}
