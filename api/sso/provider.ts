import type { Configuration } from 'openid-client';

import { OutboundError, type Outbound } from '#api/core/outbound.ts';
import { SsoRefusal, reasonOf } from './reasons.ts';
import type { Journey } from './journey.ts';
import { readTold, saysEnough, type Told } from './told.ts';

const SCOPE = 'openid email profile';
const KEPT_MS = 10 * 60_000;
const MOST_KEPT = 200;
const LONGEST_SUBJECT = 255;

/** What is needed to talk to a provider; the secret is open here, and nowhere else. */
export type Client = {
  id: string;
  version: number;
  issuer: string;
  clientId: string;
  clientSecret: string | undefined;
  roleClaim: string | null;
};

/** Only who signs in that way pays for loading it. */
const openid = () => import('openid-client');

/** Speaks OpenID Connect: authorization code with PKCE, and every signature is checked. */
export class Providers {
  readonly redirectUri: string;
  readonly #outbound: Outbound;
  readonly #known = new Map<string, { at: number; config: Promise<Configuration> }>();

  constructor(outbound: Outbound, redirectUri: string) {
    this.#outbound = outbound;
    this.redirectUri = redirectUri;
  }

  /** Where to send the browser. @throws SsoRefusal */
  async address(client: Client, { state, nonce, verifier, use }: Journey): Promise<string> {
    const { buildAuthorizationUrl, calculatePKCECodeChallenge } = await openid();
    return this.#orWhy(async () => {
      const url = buildAuthorizationUrl(await this.#config(client), {
        response_type: 'code',
        scope: SCOPE,
        redirect_uri: this.redirectUri,
        state,
        nonce,
        code_challenge: await calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        ...(use === 'prove' ? { prompt: 'login', max_age: '0' } : {}),
      });
      this.#outbound.check(url);
      return url.href;
    });
  }

  /** What the provider says of whom it has sent back. @throws SsoRefusal */
  async answer(client: Client, query: URLSearchParams, journey: Journey): Promise<Told> {
    const { authorizationCodeGrant, fetchUserInfo } = await openid();
    const back = new URL(this.redirectUri);
    back.search = query.toString();
    return this.#orWhy(async () => {
      const config = await this.#config(client);
      const tokens = await authorizationCodeGrant(config, back, {
        expectedState: journey.state,
        expectedNonce: journey.nonce,
        pkceCodeVerifier: journey.verifier,
        idTokenExpected: true,
        // Whoever shows once more who he is has done so since he set out.
        ...(journey.use === 'prove' ? { maxAge: secondsSince(journey.startedAt) } : {}),
      });
      const claims = tokens.claims();
      if (!claims || claims.sub.length > LONGEST_SUBJECT) throw new SsoRefusal('answer');
      const asksMore =
        !saysEnough(claims, client.roleClaim) && config.serverMetadata().userinfo_endpoint !== undefined;
      const more = asksMore ? await fetchUserInfo(config, tokens.access_token, claims.sub) : {};
      return readTold({ ...more, ...claims }, client.roleClaim);
    });
  }

  /** What a provider says of itself is asked for anew after a while, and when the settings change. */
  #config(client: Client): Promise<Configuration> {
    const key = `${client.id} ${client.version}`;
    const kept = this.#known.get(key);
    if (kept && kept.at + KEPT_MS > Date.now()) return kept.config;
    const config = this.#discover(client);
    this.#known.delete(key);
    this.#known.set(key, { at: Date.now(), config });
    const [oldest] = this.#known.keys();
    if (this.#known.size > MOST_KEPT && oldest !== undefined) this.#known.delete(oldest);
    config.catch(() => this.#known.delete(key));
    return config;
  }

  async #discover({ issuer, clientId, clientSecret }: Client): Promise<Configuration> {
    const openidClient = await openid();
    const { allowInsecureRequests, enableNonRepudiationChecks, None, discovery } = openidClient;
    const server = new URL(issuer);
    // `Outbound` decides what may be called; this only keeps openid-client from refusing loopback.
    const plain = server.protocol === 'http:' ? [allowInsecureRequests] : [];
    const config = await discovery(
      server,
      clientId,
      clientSecret,
      clientSecret === undefined ? None() : undefined,
      {
        execute: [enableNonRepudiationChecks, ...plain],
        [openidClient.customFetch]: (url, { body, headers, method, signal }) =>
          this.#outbound.fetch(url, { body: textOf(body), headers, method, signal: signal ?? undefined }),
      },
    );
    // Some providers name an issuer for everybody's tenants, and would vouch for all of them.
    if (new URL(config.serverMetadata().issuer).href !== server.href) throw new SsoRefusal('issuer');
    return config;
  }

  async #orWhy<R>(work: () => Promise<R>): Promise<R> {
    try {
      return await work();
    } catch (error) {
      throw error instanceof SsoRefusal ? error : new SsoRefusal(reasonOf(error));
    }
  }
}

const secondsSince = (moment: number) => Math.ceil((Date.now() - moment) / 1_000);

/** openid-client sends forms and nothing else. */
function textOf(body: unknown): string | undefined {
  if (body === undefined || body === null) return undefined;
  if (typeof body === 'string' || body instanceof URLSearchParams) return body.toString();
  throw new OutboundError('unreachable', 'a body of another kind');
}
