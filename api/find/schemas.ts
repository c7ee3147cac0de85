import { z } from 'zod';

export const Find = z.object({ q: z.string().trim().max(100).default('') });
export type Find = z.infer<typeof Find>;

/** What can be found, in the order it is shown. */
export const foundKinds = ['accounts', 'opportunities', 'requests', 'materials', 'articles'] as const;
export type FoundKind = (typeof foundKinds)[number];
