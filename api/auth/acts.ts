import { AppError, unauthenticated } from '#api/core/errors.ts';

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

/** What a session says of how sure we are of its person. */
export type Standing = { provenAt: Date; assurance: number; hasSecond: boolean };

/** Whoever has a second factor must have shown it: a remembered browser does not do for this. */
export const isFresh = ({ provenAt, assurance, hasSecond }: Standing, act: Act, now = Date.now()): boolean =>
  now - provenAt.getTime() < acts[act] * MINUTE_MS && assurance >= (hasSecond ? 2 : 1);

/** @throws 401 `auth.prove_again`; pages lead to /prove-again and back */
export function requireFresh(session: Standing | undefined, act: Act, now = Date.now()): void {
  if (!session) throw unauthenticated();
  if (!isFresh(session, act, now)) throw new AppError(401, 'auth.prove_again');
}
