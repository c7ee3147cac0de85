import type { APIRoute } from 'astro';

export const POST: APIRoute = async ({ locals, redirect }) => {
  const { auth, scope, sessionId } = locals;
  if (!sessionId) return redirect('/login', 303);
  const cookie = await auth.signOut(scope, sessionId);
  const headers = { Location: '/login', 'Set-Cookie': cookie, 'Clear-Site-Data': '"cache"' };
  return new Response(null, { status: 303, headers });
};
