import { AppError } from '#api/core/errors.ts';
import { OutboundError } from '#api/core/outbound.ts';

/** Why nobody came in: first what concerns the person, then what is for whoever has set it up to know. */
export const personal = [
  'over',
  'denied',
  'blocked',
  'closed',
  'email_missing',
  'email_unverified',
  'foreign_domain',
  'membership_ended',
  'not_yours',
  'other_subject',
] as const;
export const technical = [
  'address',
  'protocol',
  'slow',
  'large',
  'unreachable',
  'discovery',
  'issuer',
  'audience',
  'client',
  'code',
  'state',
  'nonce',
  'expired',
  'signature',
  'algorithm',
  'auth_time',
  'answer',
  'provider',
  'role_retired',
] as const;
export const reasons = [...personal, ...technical] as const;
export type Reason = (typeof reasons)[number];

/** Somebody who was at the provider is not let in. */
export class SsoRefusal extends AppError {
  readonly reason: Reason;

  constructor(reason: Reason) {
    const isPersonal = (personal as readonly string[]).includes(reason);
    super(403, isPersonal ? `sso.${reason}` : 'sso.failed');
    this.reason = reason;
  }
}

/** What an error of openid-client says was wrong; it names things in words and codes of its own. */
export function reasonOf(error: unknown): Reason {
  const chain = [...causes(error)];
  const outbound = chain.find((one) => one instanceof OutboundError);
  if (outbound) return outbound.fault;
  for (const one of chain) {
    const found = byAnswer(one) ?? byClaim(one) ?? BY_CODE[textOf(one, 'code')] ?? byMessage(one);
    if (found) return found;
  }
  return 'answer';
}

function* causes(error: unknown): Iterable<Error> {
  for (let one = error; one instanceof Error; one = one.cause) yield one;
}

const textOf = (error: Error, name: string): string =>
  String((error as unknown as Record<string, unknown>)[name] ?? '');

const ANSWERS: Record<string, Reason> = {
  access_denied: 'denied',
  invalid_client: 'client',
  unauthorized_client: 'client',
  invalid_grant: 'code',
};

/** The provider itself has said no. */
function byAnswer(error: Error): Reason | undefined {
  if (!/OAUTH_(AUTHORIZATION_RESPONSE|RESPONSE_BODY)_ERROR/.test(textOf(error, 'code'))) return undefined;
  return ANSWERS[textOf(error, 'error')] ?? 'provider';
}

const CLAIMS: Record<string, Reason> = {
  iss: 'issuer',
  aud: 'audience',
  azp: 'audience',
  nonce: 'nonce',
  auth_time: 'auth_time',
  exp: 'expired',
  nbf: 'expired',
  iat: 'expired',
};

function byClaim({ cause }: Error): Reason | undefined {
  if (typeof cause !== 'object' || cause === null) return undefined;
  const { claim, attribute } = cause as { claim?: string; attribute?: string };
  if (attribute === 'issuer') return 'issuer';
  return claim === undefined ? undefined : CLAIMS[claim];
}

const BY_CODE: Record<string, Reason> = {
  OAUTH_TIMEOUT: 'slow',
  OAUTH_KEY_SELECTION_FAILED: 'signature',
  OAUTH_MISSING_SERVER_METADATA: 'discovery',
  OAUTH_INVALID_SERVER_METADATA: 'discovery',
  OAUTH_HTTP_REQUEST_FORBIDDEN: 'protocol',
  OAUTH_REQUEST_PROTOCOL_FORBIDDEN: 'protocol',
};

const MESSAGES: [RegExp, Reason][] = [
  [/"iss" \(issuer\)/, 'issuer'],
  [/"state"/, 'state'],
  [/"aud" \(audience\)/, 'audience'],
  [/nonce/, 'nonce'],
  [/auth_time/, 'auth_time'],
  [/signature verification/, 'signature'],
  [/"alg"|JWS algorithm/, 'algorithm'],
];

const byMessage = ({ message }: Error) => MESSAGES.find(([words]) => words.test(message))?.[1];
