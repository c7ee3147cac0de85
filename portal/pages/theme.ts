import type { APIRoute } from 'astro';

import { formOf } from '../form.ts';
import { localPath } from '../local-path.ts';

const YEAR_S = 31_536_000;

export const POST: APIRoute = async ({ request, cookies, redirect }) => {
  const sent = await formOf(request);
  const theme = sent.get('theme');
  if (theme === 'light' || theme === 'dark')
    cookies.set('theme', theme, { path: '/', maxAge: YEAR_S, sameSite: 'lax' });
  else cookies.delete('theme', { path: '/' });
  return redirect(localPath(sent.get('back')), 303);
};
