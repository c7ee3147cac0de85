import { z } from 'zod';

import { text } from '#api/core/parse.ts';
import { presences } from './presence.ts';

export const BePresent = z.object({ requestId: text(60), doing: z.enum([...presences, 'gone']) });
export type BePresent = z.infer<typeof BePresent>;
