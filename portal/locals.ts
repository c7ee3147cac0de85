import type { Context, Hono } from 'hono';
import { getCookie } from 'hono/cookie';
import type { User } from 'lucia';

import type { Env } from '#api/core/http.ts';
import { isLocale, locales, translator, type Locale } from '#api/i18n/index.ts';
import { describeApi, operationsOf } from '#api/openapi.ts';
import type { Portico } from '#api/portico.ts';
import { likedLocale } from './accept-language.ts';
import { choiceName } from './choice-cookie.ts';

/** What every page knows before it starts. */
export function localsOf(
  c: Context<Env>,
  { applications, auth, guests, mailboxes, privacy, sso, config, house }: Portico,
  app: Hono<Env>,
): App.Locals {
  const { scope, requestId, user, session, viewing, visit, address } = c.var;
  const site = { origin: config.url };
  const locale = user?.person.locale ?? localeOf(c, getCookie(c, choiceName(site, 'locale')));
  const theme = getCookie(c, choiceName(site, 'theme'));
  return {
    scope,
    requestId,
    session,
    viewing,
    visit,
    address,
    applications,
    auth,
    guests,
    sso,
    ...site,
    mailboxes,
    privacy,
    locale,
    t: translator(locale),
    zone: user?.person.zone ?? 'UTC',
    theme: theme === 'light' || theme === 'dark' ? theme : undefined,
    house,
    person: user && personOf(user),
    log: c.var.log,
    refused: c.var.refused,
    tooFast: c.var.tooFast,
    operations: async () => operationsOf(app, await describeApi(app, auth.lucia.sessionCookieName)),
  };
}

const personOf = ({ person, account, accounts }: User): App.Person => ({
  id: person.id,
  name: person.name,
  email: person.email,
  account,
  accounts,
});

/** The reader's choice, else what the browser asks for. */
function localeOf(c: Context, chosen: string | undefined): Locale {
  if (isLocale(chosen)) return chosen;
  return likedLocale(c.req.header('accept-language') ?? '') ?? locales[0];
}
