import type { APIRoute } from 'astro';

import { isMember } from '#api/core/actor.ts';
import { unauthenticated } from '#api/core/errors.ts';
import { formOf } from '../../form.ts';
import { leadOn } from '../../lead-on.ts';

export const POST: APIRoute = async ({ locals, request }) => {
  const { auth, scope, session } = locals;
  if (!isMember(scope.actor) || !session) throw unauthenticated();
  const accountId = String((await formOf(request)).get('account_id'));
  const cookie = await auth.switchAccount(scope.actor, session, accountId);
  return leadOn('/', [cookie]);
};
