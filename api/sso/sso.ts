import type { Session } from 'lucia';

import type { Auth } from '#api/auth/service.ts';
import type { Visit } from '#api/auth/visit.ts';
import { system, type Member } from '#api/core/actor.ts';
import type { Config } from '#api/core/config.ts';
import { notFound, unauthenticated } from '#api/core/errors.ts';
import { Outbound } from '#api/core/outbound.ts';
import { Scope, type Base } from '#api/core/scope.ts';
import type { Self } from '#api/profile/self.ts';
import { ssoConnections, type SsoConnection } from '#db/schema/sso.ts';
import { admit } from './admitting.ts';
import { Records } from './dns.ts';
import { packed, setOut, unpacked, type Journey } from './journey.ts';
import { Providers, type Client } from './provider.ts';
import { connectionAt } from './queries.ts';
import { SsoRefusal, type Reason } from './reasons.ts';
import { connectionFor } from './service.ts';
import type { Told } from './told.ts';
import { report, type Report } from './trying.ts';

export const CALLBACK = '/login/sso/callback';
const SECRET = 'sso';

type Settings = Pick<Config, 'production' | 'url' | 'allowPrivate' | 'dnsServers'>;
/** On the way to the provider: where to, and what the browser takes along. */
export type Leaving = { url: string; cookies: string[] };
/** Who has come back: somebody who is in, or whoever wanted to see what the provider says. */
export type Arrival =
  | { kind: 'in'; cookies: string[]; next: string }
  | { kind: 'tried'; cookies: string[]; next: string; report: Report };
type Someone = { scope: Scope; session: Session | undefined; visit: Visit };

/** Signing in through the provider of one's company. */
export class Sso {
  readonly outbound: Outbound;
  readonly records: Records;
  readonly #base: Base;
  readonly #auth: Auth;
  readonly #providers: Providers;

  constructor(base: Base, auth: Auth, { production, url, allowPrivate, dnsServers }: Settings) {
    this.#base = base;
    this.#auth = auth;
    this.outbound = new Outbound({ privateAddresses: allowPrivate, plainLoopback: !production });
    this.records = new Records(dnsServers);
    this.#providers = new Providers(this.outbound, `${url}${CALLBACK}`);
  }

  get redirectUri(): string {
    return this.#providers.redirectUri;
  }

  /** Whose provider vouches for the addresses of a domain. That there is one is all that anybody is told. */
  async companyAt(domain: string): Promise<{ domain: string; host: string } | undefined> {
    const found = await connectionAt(this.#house, domain);
    return found && { domain, host: new URL(found.issuer).host };
  }

  /** @throws 404, 403 SsoRefusal, 429 */
  async signIn(domain: string, next: string, { address }: Visit): Promise<Leaving> {
    await this.#auth.limits.take('sso-address', address);
    const found = await connectionAt(this.#house, domain);
    if (!found) throw notFound('sso');
    return this.#leave(found, { use: 'sign_in', next });
  }

  /** To show once more who one is, where one came in that way. @throws 401, 403 SsoRefusal, 404, 429 */
  async prove({ id, session }: Self, next: string, { address }: Visit): Promise<Leaving> {
    await this.#auth.limits.take('sso-address', address);
    const connection = await this.#connection(session.connectionId ?? '');
    return this.#leave(connection, { use: 'prove', next, personId: id });
  }

  /** To see what the provider says. @throws 401, 403, 404, 429 */
  async tryOut(self: Self, scope: Scope, { id, next, visit }: { id: string; next: string; visit: Visit }) {
    await this.#auth.limits.take('sso-address', visit.address);
    const { connection } = await connectionFor({ self, scope, sso: this }, id);
    return this.#leave(connection, { use: 'try', next, personId: self.id });
  }

  /** @throws SsoRefusal, which has been written down where it is known whose provider it was */
  async arrive(query: URLSearchParams, someone: Someone): Promise<Arrival> {
    const journey = unpacked(this.#auth.secrets, someone.visit.sso);
    if (!journey || query.get('state') !== journey.state) throw new SsoRefusal('over');
    await this.#auth.limits.take('sso-address', someone.visit.address);
    const connection = await this.#connection(journey.connectionId).catch(() => {
      throw new SsoRefusal('over');
    });
    const told = await this.#hear(connection, query, journey);
    const cookies = [this.#auth.cookies.noSso()];
    const { next } = journey;
    if (journey.use === 'try') {
      requireSame(journey, someone);
      return { kind: 'tried', next, cookies, report: await this.#tried(connection, told) };
    }
    const opened =
      journey.use === 'prove'
        ? [await this.#proven(connection, { told, journey, someone })]
        : await this.#enter(connection, { told, journey, visit: someone.visit });
    return { kind: 'in', next, cookies: [...cookies, ...opened] };
  }

  /** What came back when somebody tried, as one sees it who looks after the connection. */
  async #tried(connection: SsoConnection, heard: Told | Reason): Promise<Report> {
    const seen = await report(this.#room, connection, heard);
    await this.#house.write((write) => {
      if (seen.works) write.update(ssoConnections, connection, { triedAt: new Date() });
      write.record('sso.tried', connection, { data: { works: seen.works, reason: seen.reason ?? null } });
    });
    return seen;
  }

  async #enter(
    connection: SsoConnection,
    { told, journey, visit }: { told: Told | Reason; journey: Journey; visit: Visit },
  ): Promise<string[]> {
    try {
      const personId = await admit(this.#room, connection, heard(told));
      return await this.#auth.entering.withCompany(personId, connection.id, visit, (write) =>
        this.#auth.codes.spend(write, { kind: 'sso', subjectId: personId, secret: journey.state }),
      );
    } catch (error) {
      if (error instanceof SsoRefusal) await this.#refused(connection, error);
      throw error;
    }
  }

  /** @throws 401 for another person than the one who set out, SsoRefusal */
  async #proven(
    connection: SsoConnection,
    { told, journey, someone }: { told: Told | Reason; journey: Journey; someone: Someone },
  ): Promise<string> {
    const { actor, session } = requireSame(journey, someone);
    const { issuer, subject } = heard(told);
    const personId = await this.#auth.identities.personOf({ connectionId: connection.id, issuer, subject });
    if (personId !== actor.personId || session.connectionId !== connection.id)
      throw new SsoRefusal('other_subject');
    return this.#auth.proving.byCompany(actor, session, (write) =>
      this.#auth.codes.spend(write, { kind: 'sso', subjectId: actor.personId, secret: journey.state }),
    );
  }

  async #leave(
    connection: SsoConnection,
    about: Pick<Journey, 'use' | 'next' | 'personId'>,
  ): Promise<Leaving> {
    const journey = setOut({ ...about, connectionId: connection.id });
    try {
      const url = await this.#providers.address(this.#clientOf(connection), journey);
      return { url, cookies: [this.#auth.cookies.sso(packed(this.#auth.secrets, journey))] };
    } catch (error) {
      if (error instanceof SsoRefusal && about.use !== 'try') await this.#refused(connection, error);
      throw error;
    }
  }

  /** What the provider says, or what was wrong with it. */
  #hear(connection: SsoConnection, query: URLSearchParams, journey: Journey): Promise<Told | Reason> {
    return this.#providers.answer(this.#clientOf(connection), query, journey).catch((error: unknown) => {
      if (error instanceof SsoRefusal) return error.reason;
      throw error;
    });
  }

  #refused(connection: SsoConnection, { reason }: SsoRefusal): Promise<string> {
    return this.#house.write((write) => write.record('sso.failed', connection, { data: { reason } }));
  }

  #connection(id: string): Promise<SsoConnection> {
    return this.#house.find(ssoConnections, id);
  }

  #clientOf({ id, version, issuer, clientId, clientSecret, roleClaim }: SsoConnection): Client {
    const opened = clientSecret === null ? undefined : this.#auth.secrets.unlock(SECRET, id, clientSecret);
    if (clientSecret !== null && opened === undefined) throw new SsoRefusal('client');
    return { id, version, issuer, clientId, clientSecret: opened, roleClaim };
  }

  get #house(): Scope {
    return new Scope(this.#base, system('sso'));
  }

  get #room() {
    return { scope: this.#house, auth: this.#auth };
  }
}

function heard(told: Told | Reason): Told {
  if (typeof told === 'string') throw new SsoRefusal(told);
  return told;
}

/** @throws 401 */
function requireSame(
  { personId }: Journey,
  { scope, session }: Someone,
): { actor: Member; session: Session } {
  const actor = scope.actor as Member;
  if (!session || actor.personId !== personId) throw unauthenticated();
  return { actor, session };
}
