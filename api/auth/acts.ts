import { AppError, forbidden, unauthenticated } from '#api/core/errors.ts';

const MINUTE_MS = 60_000;

/** What is asked for once more although somebody is signed in, and for how many minutes a proof holds. */
export const acts = {
  'password.change': 10,
  'email.change': 10,
  'factors.change': 10,
  'sessions.end': 10,
  'tokens.change': 10,
  'sso.change': 10,
  'ownership.move': 10,
  'person.erase': 10,
  'person.merge': 10,
  'data.copy': 10,
  'person.view_as': 10,
} as const;
export type Act = keyof typeof acts;

/** What reaches beyond the account for which somebody acts. */
const PERSONAL: ReadonlySet<Act> = new Set([
  'password.change',
  'email.change',
  'factors.change',
  'person.erase',
  'data.copy',
]);

/** What a session says of how sure we are of its person. */
export type Standing = {
  provenAt: Date;
  assurance: number;
  hasSecond: boolean;
  connectionId: string | null;
  isElsewhere: boolean;
};

/**
 * The provider of one account must not change with what a person comes into another one, nor hand out what the person
 * has there: where nothing but its word was shown, both stay as they are.
 */
export const isLent = ({ connectionId, isElsewhere, assurance }: Standing): boolean =>
  connectionId !== null && isElsewhere && assurance < 2;

/** Whoever has a second factor must have shown it: a remembered browser does not do for this. */
export const isFresh = (
  { provenAt, assurance, hasSecond }: Pick<Standing, 'provenAt' | 'assurance' | 'hasSecond'>,
  act: Act,
  now = Date.now(),
): boolean => now - provenAt.getTime() < acts[act] * MINUTE_MS && assurance >= (hasSecond ? 2 : 1);

/** @throws 401 `auth.prove_again`; pages lead to /prove-again and back. 403 `sso.own_ways` */
export function requireFresh(session: Standing | undefined, act: Act, now = Date.now()): void {
  if (!session) throw unauthenticated();
  if (PERSONAL.has(act) && isLent(session)) throw forbidden('sso.own_ways');
  if (!isFresh(session, act, now)) throw new AppError(401, 'auth.prove_again');
}
