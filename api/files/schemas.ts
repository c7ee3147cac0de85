import { z } from 'zod';

import { text } from '#api/core/parse.ts';

/** A file that is going to come in parts. */
export const BeginUpload = z.object({ name: text(255), size: z.number().int().min(1) });
export type BeginUpload = z.infer<typeof BeginUpload>;
