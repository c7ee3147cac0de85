import type { Session } from 'lucia';

import type { Visit } from '#api/auth/visit.ts';
import { noVisit } from '#api/auth/visit.ts';
import { guest } from '#api/core/actor.ts';
import { Scope } from '#api/core/scope.ts';
import { memberOf } from '#api/auth/member.ts';
import type { Arrival } from '#api/sso/sso.ts';
import { ssoDomains } from '#db/schema/sso.ts';
import { client, type Oidc } from '#tests/servers/oidc.ts';
import { json } from '#tests/support/guards/case.ts';
import type { Name, World } from '#tests/support/world.ts';

type Connection = { id: string; version: number };

const valueOf = (cookies: string[], name: string): string | undefined =>
  cookies.find((cookie) => cookie.startsWith(`${name}=`))?.split(/[=;]/)[1];

/** Connects the account of somebody to a provider. */
export const connect = (w: World, by: Name, oidc: Pick<Oidc, 'issuer'>, settings: object = {}) =>
  json<Connection>(
    w.as(by).post('/sso/connections', {
      issuer: oidc.issuer,
      clientId: client.id,
      clientSecret: client.secret,
      roleId: 'role_partner_member',
      ...settings,
    }),
  );

/** A domain that somebody's account has shown to be its own. */
export async function own(w: World, accountId: string, domain: string): Promise<void> {
  const row = { accountId, domain, proof: 'shown', verifiedAt: new Date(), verifiedBy: 'dns' } as const;
  await w.db.direct.insert(ssoDomains).values(row);
}

/** A browser: it keeps the cookies of the portal, and goes to the provider and back. */
export class Browser {
  readonly #w: World;
  #visit: Visit;
  #session: string | undefined;

  constructor(w: World, session?: string) {
    this.#w = w;
    this.#visit = { ...noVisit, session };
    this.#session = session;
  }

  /** What the portal sets. */
  keep(cookies: string[]): void {
    const { auth } = this.#w.portico;
    const { deviceName, ssoName } = auth.cookies;
    const [device, sso, session] = [deviceName, ssoName, auth.lucia.sessionCookieName].map((name) =>
      valueOf(cookies, name),
    );
    this.#session = session ?? this.#session;
    this.#visit = {
      ...this.#visit,
      ...(device ? { device } : {}),
      ...(sso === undefined ? {} : { sso: sso || undefined }),
      session: this.#session,
    };
  }

  get visit(): Visit {
    return this.#visit;
  }

  /** As whom it is signed in, and the session. */
  async standing() {
    const { auth, base } = this.#w.portico;
    const { session, user } = await auth.lucia.validateSession(this.#session ?? '');
    const scope = new Scope(base, user ? memberOf(user) : guest);
    return { scope, session: session ?? undefined, user } as {
      scope: Scope;
      session: Session | undefined;
      user: typeof user;
    };
  }

  /** Sets out with the address of a domain. @returns where the provider sends it back to */
  async leave(domain: string, next = '/'): Promise<URLSearchParams> {
    const { url, cookies } = await this.#w.portico.sso.signIn(domain, next, this.#visit);
    this.keep(cookies);
    return travel(url);
  }

  async arrive(query: URLSearchParams): Promise<Arrival> {
    const { scope, session } = await this.standing();
    const arrival = await this.#w.portico.sso.arrive(query, { scope, session, visit: this.#visit });
    this.keep(arrival.cookies);
    return arrival;
  }

  async signIn(domain: string): Promise<Arrival> {
    return this.arrive(await this.leave(domain));
  }
}

/** Follows the provider's redirects, with its cookies, until it leads back. */
export async function travel(address: string): Promise<URLSearchParams> {
  const { origin } = new URL(address);
  const jar = new Map<string, string>();
  let url = new URL(address);
  while (url.origin === origin) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(url, { redirect: 'manual', headers: { cookie } });
    for (const set of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      jar.set(name, value);
    }
    const location = answer.headers.get('location');
    if (!location) throw new Error(`${url.href} answered ${answer.status}: ${await answer.text()}`);
    url = new URL(location, url);
  }
  return url.searchParams;
}
