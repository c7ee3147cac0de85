import type { APIRoute } from 'astro';

import { leadOn } from '../lead-on.ts';

export const POST: APIRoute = async ({ locals, redirect }) => {
  const { auth, scope, session, viewing } = locals;
  if (!session) return redirect('/login', 303);
  const cookie = await auth.signOut(scope, session.id, viewing);
  const response = leadOn('/login', [cookie]);
  response.headers.set('Clear-Site-Data', '"cache"');
  return response;
};
