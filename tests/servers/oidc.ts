import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { Provider, type Configuration } from 'oidc-provider';

const HOUR_S = 3_600;

export type Claims = Record<string, unknown>;
/** An ID token before it is signed; `key` signs it, and nothing does where there is none. */
export type IdToken = { header: Claims; claims: Claims; key: KeyObject | undefined };

export const client = { id: 'portico', secret: 'a-secret-of-the-client-and-nobody-elses' };
export const newKey = () => generateKeyPairSync('rsa', { modulusLength: 2_048 }).privateKey;

/**
 * A real OpenID provider on this machine. It signs in whoever `who` names, without asking, and what it says may be
 * altered on its way out: with its own key, so that nothing but the alteration is wrong.
 */
export async function startOidc(redirectUri: string, { inToken = true }: { inToken?: boolean } = {}) {
  const key = newKey();
  const altering: Altering = { key };
  const outer = createServer((incoming, outgoing) => forward(inside, incoming, outgoing, altering));
  const issuer = await listen(outer);
  const state = {
    who: 'nobody',
    people: {} as Record<string, Claims>,
  };
  const provider = new Provider(issuer, settings({ redirectUri, key, state, inToken }));
  const callback = provider.callback();
  const inner = createServer((incoming, outgoing) => {
    if (!incoming.url?.startsWith('/interaction/')) return void callback(incoming, outgoing);
    // A new login each time, so that nobody is remembered as somebody else.
    void provider.interactionFinished(
      incoming,
      outgoing,
      { login: { accountId: state.who, ts: Math.floor(Date.now() / 1_000) } },
      { mergeWithLastSubmission: false },
    );
  });
  const inside = await listen(inner);
  return Object.assign(state, {
    issuer,
    key,
    /** What becomes of the next ID tokens. */
    alter: (change: Altering['token']) => (altering.token = change),
    /** What becomes of what the provider says of itself. */
    describe: (change: Altering['metadata']) => (altering.metadata = change),
    async stop() {
      for (const server of [outer, inner]) {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      }
    },
  });
}

export type Oidc = Awaited<ReturnType<typeof startOidc>>;

type Altering = {
  key: KeyObject;
  token?: ((token: IdToken) => IdToken) | undefined;
  metadata?: ((metadata: Claims) => Claims) | undefined;
};
type State = { who: string; people: Record<string, Claims> };

const settings = ({
  redirectUri,
  key,
  state,
  inToken,
}: {
  redirectUri: string;
  key: KeyObject;
  state: State;
  /** Whether claims about the person stand in the ID token; otherwise one has to ask for them. */
  inToken: boolean;
}): Configuration => ({
  clients: [{ client_id: client.id, client_secret: client.secret, redirect_uris: [redirectUri] }],
  jwks: { keys: [{ ...key.export({ format: 'jwk' }), kid: 'one', alg: 'RS256', use: 'sig' }] } as never,
  cookies: { keys: ['a key of the tests'] },
  pkce: { required: () => true },
  ttl: { AccessToken: HOUR_S, Grant: HOUR_S, IdToken: HOUR_S, Interaction: HOUR_S, Session: HOUR_S },
  claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'locale', 'groups'] },
  conformIdTokenClaims: !inToken,
  features: { devInteractions: { enabled: false } },
  interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
  findAccount: (_context, id) => ({
    accountId: id,
    claims: () => ({ sub: id, ...state.people[id] }),
  }),
  async loadExistingGrant({ oidc }) {
    const grant = new oidc.provider.Grant({
      clientId: oidc.client?.clientId ?? '',
      accountId: oidc.session?.accountId ?? '',
    });
    grant.addOIDCScope('openid email profile');
    await grant.save();
    return grant;
  },
});

async function listen(server: ReturnType<typeof createServer>): Promise<string> {
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Passes a request on to the provider, which takes this server for itself. */
function forward(
  inside: string,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  altering: Altering,
): void {
  const { method, headers, url = '/' } = incoming;
  const passed = request(new URL(url, inside), { method, headers }, (answer) => {
    const parts: Buffer[] = [];
    answer.on('data', (part: Buffer) => parts.push(part));
    answer.on('end', () => {
      const body = altered(url, Buffer.concat(parts), altering);
      const { 'content-length': _length, 'transfer-encoding': _encoding, ...kept } = answer.headers;
      outgoing.writeHead(answer.statusCode ?? 502, kept).end(body);
    });
  });
  incoming.pipe(passed);
}

function altered(url: string, body: Buffer, { key, token, metadata }: Altering): Buffer {
  if (metadata && url === '/.well-known/openid-configuration')
    return Buffer.from(JSON.stringify(metadata(JSON.parse(body.toString()) as Claims)));
  const answer = token && url === '/token' ? (JSON.parse(body.toString()) as Claims) : undefined;
  if (!token || typeof answer?.['id_token'] !== 'string') return body;
  const [header = '', claims = ''] = answer['id_token'].split('.');
  const changed = token({ header: decoded(header), claims: decoded(claims), key });
  return Buffer.from(JSON.stringify({ ...answer, id_token: signed(changed) }));
}

const decoded = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString()) as Claims;
const encoded = (part: Claims) => Buffer.from(JSON.stringify(part)).toString('base64url');

function signed({ header, claims, key }: IdToken): string {
  const text = `${encoded(header)}.${encoded(claims)}`;
  return `${text}.${key ? sign('sha256', Buffer.from(text), key).toString('base64url') : ''}`;
}
