import type { APIRoute } from 'astro';

import { isMember } from '#api/core/actor.ts';
import { unauthenticated } from '#api/core/errors.ts';
import { formOf } from '../../form.ts';

export const POST: APIRoute = async ({ locals, request }) => {
  const { auth, scope, sessionId = '' } = locals;
  if (!isMember(scope.actor)) throw unauthenticated();
  const accountId = String((await formOf(request)).get('account_id'));
  const cookie = await auth.switchAccount(scope.actor, sessionId, accountId);
  return new Response(null, { status: 303, headers: { Location: '/', 'Set-Cookie': cookie } });
};
