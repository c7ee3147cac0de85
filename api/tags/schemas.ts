import { z } from 'zod';

import { line } from '#api/requests/schemas.ts';

/** How many words one request can have. */
export const MOST_TAGS = 20;

const names = z.array(line(40)).max(MOST_TAGS).default([]);

export const ChangeTags = z.object({ add: names, remove: names });
export type ChangeTags = z.infer<typeof ChangeTags>;
