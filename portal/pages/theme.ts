import type { APIRoute } from 'astro';

import { choiceCookie } from '../choice-cookie.ts';
import { formOf } from '../form.ts';
import { localPath } from '../local-path.ts';

export const POST: APIRoute = async ({ request, cookies, redirect, locals }) => {
  const sent = await formOf(request);
  const theme = sent.get('theme');
  if (theme === 'light' || theme === 'dark') cookies.set('theme', theme, choiceCookie(locals));
  else cookies.delete('theme', { path: '/' });
  return redirect(localPath(sent.get('back')), 303);
};
