import type { APIRoute } from 'astro';

import { parse } from '#api/core/parse.ts';
import { Self } from '#api/profile/self.ts';
import { SsoRefusal } from '#api/sso/reasons.ts';
import { domainName } from '#api/sso/schemas.ts';
import type { Leaving } from '#api/sso/sso.ts';
import { leadOn } from '../../../lead-on.ts';
import { localPath } from '../../../local-path.ts';

/** To the provider, from a link of ours: another site sends nobody there who has not pressed it. */
export const GET: APIRoute = async ({ locals, url, request }) => {
  const next = localPath(url.searchParams.get('next'), '/');
  const domain = url.searchParams.get('domain');
  if (!isOwnLink(request))
    return leadOn(`/login/sso${domain ? `?domain=${encodeURIComponent(domain)}` : ''}`, []);
  try {
    const leaving = await leave(locals, url, next);
    return leadOn(leaving.url, leaving.cookies);
  } catch (error) {
    if (!(error instanceof SsoRefusal)) throw error;
    const back = url.searchParams.has('try')
      ? `${next}?failed=${error.reason}`
      : `/login/sso/callback?failed`;
    return leadOn(back, []);
  }
};

/** Browsers that do not say where a request comes from are old, and few. */
const isOwnLink = ({ headers }: Request): boolean =>
  ['same-origin', null].includes(headers.get('sec-fetch-site'));

function leave(locals: App.Locals, url: URL, next: string): Promise<Leaving> {
  const { sso, auth, scope, visit } = locals;
  const tried = url.searchParams.get('try');
  if (tried !== null) return sso.tryOut(new Self(auth, locals), scope, { id: tried, next, visit });
  if (url.searchParams.has('prove')) return sso.prove(new Self(auth, locals), next, visit);
  return sso.signIn(parse(domainName, url.searchParams.get('domain')), next, visit);
}
