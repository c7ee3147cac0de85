import { z } from 'zod';

import { text } from '#api/core/parse.ts';
import { draftKinds } from '#db/enums.ts';

const MOST_FIELDS = 60;
const MOST_LETTERS = 40_000;

export const SaveDraft = z.object({
  /** The fields of the form, by name. */
  fields: z
    .record(z.string().min(1).max(80), z.string())
    .refine((fields) => Object.keys(fields).length <= MOST_FIELDS, 'too_big')
    .refine((fields) => JSON.stringify(fields).length <= MOST_LETTERS, 'too_big'),
  attachments: z.array(text(60)).max(10).default([]),
});
export type SaveDraft = z.infer<typeof SaveDraft>;

/** What a draft is for: the request that it answers, or whatever names the form that it fills in. */
export const DraftAddress = z.object({ kind: z.enum(draftKinds).exclude(['held']), subjectId: text(60) });
export type DraftAddress = z.infer<typeof DraftAddress>;
