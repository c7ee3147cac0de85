import { eq, inArray } from 'drizzle-orm';
import { QueryBuilder } from 'drizzle-orm/sqlite-core';

import { forbidden, invalid } from '#api/core/errors.ts';
import type { Scope } from '#api/core/scope.ts';
import { people } from '#db/schema/people.ts';
import { messages, type Request } from '#db/schema/requests.ts';
import { isCourtesy } from './courtesy.ts';
import { mayAsCustomer, type Standing } from './policy.ts';
import type { Reply } from './schemas.ts';
import type { Action, CustomerAction } from './status.ts';

const MOST_NAMES = 20;

/** What is said, and what is meant by it where that does not show in the words. */
export type Said = Reply & { as?: 'reject' };

/** What a message does. @throws 403, 422 for an agent who does not say what the reply is */
export async function actionOf(
  scope: Scope,
  standing: Standing,
  request: Request,
  input: Said,
): Promise<Action> {
  if (standing.role === 'customer') return input.choice ?? asCustomer(scope, standing, request, input);
  if (input.as) throw forbidden();
  if (!input.choice) throw invalid({ choice: 'requests.choice_required' });
  return input.choice;
}

async function asCustomer(
  scope: Scope,
  standing: Standing,
  request: Request,
  input: Said,
): Promise<CustomerAction> {
  const action = input.as ?? (await meantBy(scope, request, input));
  if (!mayAsCustomer(standing, action)) throw forbidden();
  return action;
}

const THANKED = new Set<Request['status']>(['resolved', 'closed']);

/** What a message of somebody who asked does that does not say so itself: one that only thanks opens nothing again. */
export async function meantBy(
  scope: Scope,
  request: Request,
  said: { body: string; attachments: readonly unknown[] },
): Promise<'thank' | 'reply'> {
  const thanks = THANKED.has(request.status) && isCourtesy(said, await namesIn(scope, request));
  return thanks ? 'thank' : 'reply';
}

/** Whom a thank you may greet or be signed by. */
async function namesIn(scope: Scope, { id, guestName }: Request): Promise<(string | null)[]> {
  const wrote = new QueryBuilder()
    .select({ id: messages.authorId })
    .from(messages)
    .where(eq(messages.requestId, id));
  const found = await scope
    .asSystem('courtesy')
    .pick(people, { name: people.name }, inArray(people.id, wrote))
    .limit(MOST_NAMES);
  return [guestName, ...found.map(({ name }) => name)];
}
