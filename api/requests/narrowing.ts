import { and, eq, gte, inArray, isNull, lt, lte, sql, type SQL } from 'drizzle-orm';
import { QueryBuilder } from 'drizzle-orm/sqlite-core';
import { z } from 'zod';

import { isStaff, type Actor } from '#api/core/actor.ts';
import { day } from '#api/core/parse.ts';
import { requestChannels } from '#db/enums.ts';
import { requests } from '#db/schema/requests.ts';
import { requestTags } from '#db/schema/tags.ts';
import { statuses } from './status.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;
const someId = z.string().max(60);

/** By what a list can be narrowed beside its status. */
export const narrowing = {
  account: someId.optional(),
  channel: z.enum(requestChannels).optional(),
  createdFrom: day.optional(),
  createdTo: day.optional(),
  movedFrom: day.optional(),
  movedTo: day.optional(),
  /** The rest only staff are asked; for others it does nothing. "me", "nobody" or a person. */
  assignee: someId.optional(),
  tag: someId.optional(),
  overdue: z.enum(['yes']).optional(),
};
export type Narrowing = z.infer<z.ZodObject<typeof narrowing>>;

export const narrowed = (filter: Narrowing, actor: Actor): SQL | undefined =>
  and(
    filter.account ? eq(requests.accountId, filter.account) : undefined,
    filter.channel && eq(requests.channel, filter.channel),
    filter.createdFrom ? gte(requests.createdAt, new Date(filter.createdFrom)) : undefined,
    filter.createdTo ? lt(requests.createdAt, dayAfter(filter.createdTo)) : undefined,
    filter.movedFrom ? gte(requests.lastMessageAt, new Date(filter.movedFrom)) : undefined,
    filter.movedTo ? lt(requests.lastMessageAt, dayAfter(filter.movedTo)) : undefined,
    isStaff(actor) ? forStaff(filter, actor.personId) : undefined,
  );

const forStaff = ({ assignee, tag, overdue }: Narrowing, me: string): SQL | undefined =>
  and(
    assignee ? assignedTo(assignee, me) : undefined,
    tag ? inArray(requests.id, tagged(tag)) : undefined,
    overdue ? and(lte(requests.dueAt, new Date()), ours) : undefined,
  );

const assignedTo = (who: string, me: string): SQL =>
  who === 'nobody' ? isNull(requests.assigneeId) : eq(requests.assigneeId, who === 'me' ? me : who);

/** What is late is late because of us; a customer may take his time. */
const ours = sql`+${requests.status} in ${Object.entries(statuses).flatMap(([status, { turn }]) => (turn === 'house' ? [status] : []))}`;

const tagged = (tagId: string) =>
  new QueryBuilder()
    .select({ id: requestTags.requestId })
    .from(requestTags)
    .where(eq(requestTags.tagId, tagId));

const dayAfter = (given: string) => new Date(new Date(given).getTime() + DAY_MS);
