import { z } from 'zod';

import { text } from '#api/core/parse.ts';

/** Why: for the house to read. */
export const BeginViewing = z.strictObject({ membershipId: text(60), reason: text(500) });
export type BeginViewing = z.infer<typeof BeginViewing>;

export const ViewingForm = z.object({ reason: text(500) });
