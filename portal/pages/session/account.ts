import type { APIRoute } from 'astro';

import { isMember } from '#api/core/actor.ts';
import { AppError, unauthenticated } from '#api/core/errors.ts';
import { formOf } from '../../form.ts';
import { leadOn } from '../../lead-on.ts';

export const POST: APIRoute = async ({ locals, request }) => {
  const { auth, scope, session } = locals;
  if (!isMember(scope.actor) || !session) throw unauthenticated();
  const accountId = String((await formOf(request)).get('account_id'));
  return auth.switchAccount(scope.actor, session, accountId).then(
    (cookie) => leadOn('/', [cookie]),
    (error: unknown) => {
      if (error instanceof AppError && error.code === 'sso.required') return leadOn('/login/sso', []);
      throw error;
    },
  );
};
