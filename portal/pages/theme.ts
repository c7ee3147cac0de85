import type { APIRoute } from 'astro';

import { choiceCookie, choiceName } from '../choice-cookie.ts';
import { formOf } from '../form.ts';
import { localPath } from '../local-path.ts';

export const POST: APIRoute = async ({ request, cookies, redirect, locals }) => {
  const sent = await formOf(request);
  const theme = sent.get('theme');
  const name = choiceName(locals, 'theme');
  const { maxAge: _, ...where } = choiceCookie(locals);
  if (theme === 'light' || theme === 'dark') cookies.set(name, theme, choiceCookie(locals));
  else cookies.delete(name, where);
  return redirect(localPath(sent.get('back')), 303);
};
