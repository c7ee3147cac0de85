import { z } from 'zod';

import { text } from '#api/core/parse.ts';
import { line } from '#api/requests/schemas.ts';
import { settableStatuses } from '#api/requests/status.ts';
import { requestPriorities } from '#db/enums.ts';

const MOST = 100;
const ids = z.array(text(60)).min(1).max(MOST);

/** What is done to each of them. An empty `assignee` gives them back to the queue. */
const acts = [
  z.object({ act: z.literal('assign'), assignee: z.string().max(60) }),
  z.object({ act: z.literal('status'), status: z.enum(settableStatuses).exclude(['waiting_other']) }),
  z.object({ act: z.literal('priority'), priority: z.enum(requestPriorities) }),
  z.object({ act: z.literal('tag'), tag: line(40) }),
  z.object({ act: z.literal('untag'), tag: line(40) }),
  z.object({ act: z.literal('macro'), macro: text(60) }),
] as const;
const Act = z.discriminatedUnion('act', acts);
export type Act = z.infer<typeof Act>;

export const BulkChange = z.intersection(z.object({ ids }), Act);
export type BulkChange = z.infer<typeof BulkChange>;
