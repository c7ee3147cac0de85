import { z } from 'zod';

import { text, version } from '#api/core/parse.ts';
import { RequestFilter } from '#api/requests/schemas.ts';

const known = new Set(Object.keys(RequestFilter.shape));

/** What an address says about a list; where in the list somebody stands is left out. */
export const Filter = z
  .record(z.string().max(40), z.string().max(200))
  .transform((given) =>
    Object.fromEntries(Object.entries(given).filter(([name, value]) => known.has(name) && value !== '')),
  )
  .refine((given) => RequestFilter.safeParse(given).success);

const name = text(80);
const shared = z.union([z.boolean(), z.enum(['yes', 'no']).transform((said) => said === 'yes')]);

export const SaveView = z.object({ name, shared: shared.default(false), filter: Filter });
export type SaveView = z.infer<typeof SaveView>;

export const ChangeView = z.object({ name, shared: shared.exactOptional(), version });
export type ChangeView = z.infer<typeof ChangeView>;

export const OneView = z.object({ version });
export type OneView = z.infer<typeof OneView>;
