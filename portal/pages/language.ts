import type { APIRoute } from 'astro';

import { isMember } from '#api/core/actor.ts';
import { isLocale } from '#api/i18n/index.ts';
import { chooseLocale } from '#api/people/service.ts';
import { choiceCookie, choiceName } from '../choice-cookie.ts';
import { formOf } from '../form.ts';
import { localPath } from '../local-path.ts';

const HELP_LOCALE = /^\/help\/[a-z]{2}(?=\/|$)/;

/** A reader's choice is kept with the person, a guest's in a cookie. A page of the help goes on in that language. */
export const POST: APIRoute = async ({ request, cookies, redirect, locals }) => {
  const sent = await formOf(request);
  const locale = sent.get('language');
  const back = localPath(sent.get('back'));
  if (!isLocale(locale)) return redirect(back, 303);
  cookies.set(choiceName(locals, 'locale'), locale, choiceCookie(locals));
  if (isMember(locals.scope.actor)) await chooseLocale(locals.scope, locale);
  return redirect(back.replace(HELP_LOCALE, `/help/${locale}`), 303);
};
