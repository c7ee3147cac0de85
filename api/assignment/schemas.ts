import { z } from 'zod';

import { optionalText, text } from '#api/core/parse.ts';
import { assignmentMethods, locales, requestCategories } from '#db/enums.ts';

const ids = z
  .array(text(60))
  .max(50)
  .transform((given) => [...new Set(given)]);

export const SaveRule = z.strictObject({
  name: text(80),
  position: z.number().int().min(1).max(999),
  enabled: z.boolean(),
  categories: z.array(z.enum(requestCategories)).default([]),
  typeIds: ids.default([]),
  locales: z.array(z.enum(locales)).default([]),
  accountId: optionalText(60),
  method: z.enum(assignmentMethods),
  /** The team, in the order in which it is dealt to. */
  agentIds: ids.refine((given) => given.length > 0, { params: { code: 'assignment.no_team' } }),
});
export type SaveRule = z.infer<typeof SaveRule>;
