import { z } from 'zod';

import { email, text } from '#api/core/parse.ts';
import { line } from '#api/requests/schemas.ts';
import { requestCategories } from '#db/enums.ts';

export const LONGEST = { name: 120, subject: 160, body: 20_000 } as const;

/** What somebody who is not signed in asks, in a widget or on a page without script. */
export const AskAsGuest = z.object({
  name: line(LONGEST.name),
  email,
  subject: line(LONGEST.subject),
  body: text(LONGEST.body),
  category: z
    .enum(requestCategories)
    .or(z.literal('').transform(() => undefined))
    .optional(),
  challenge: text(300),
  /** Nobody sees this field; what fills it in is no person. */
  website: z.string().max(2_000).default(''),
});
export type AskAsGuest = z.infer<typeof AskAsGuest>;

export const ReleaseRequest = z.object({ version: z.coerce.number().int().min(1) });
export type ReleaseRequest = z.infer<typeof ReleaseRequest>;

export const ProveAddress = z.object({ code: text(100) });
