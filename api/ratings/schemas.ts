import { z } from 'zod';

import { text } from '#api/core/parse.ts';
import { requestScores } from '#db/enums.ts';

const LONGEST = 2_000;

/** One click is enough: a comment may follow, and what was said stays as long as nothing else is. */
export const RateRequest = z.object({
  score: z.enum(requestScores),
  comment: z.string().trim().max(LONGEST).optional(),
});
export type RateRequest = z.infer<typeof RateRequest>;

/** By the code of a link that was mailed. */
export const RateByLink = RateRequest.extend({ code: text(200) });
export type RateByLink = z.infer<typeof RateByLink>;
