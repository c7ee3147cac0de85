import { createMiddleware } from 'hono/factory';
import type { Session } from 'lucia';

import { isMember } from '#api/core/actor.ts';
import { forbidden } from '#api/core/errors.ts';
import type { Env } from '#api/core/http.ts';

/** Whose company vouches for him has shown there whatever that company asks for. */
type Shown = Pick<Session, 'asksSecond' | 'assurance' | 'hasSecond' | 'connectionId'>;

/**
 * Whether the account asks for two factors and the session has seen one. A remembered browser is enough where there is
 * a second one to ask for.
 */
export const owesSecond = ({ asksSecond, assurance, hasSecond, connectionId }: Shown): boolean =>
  asksSecond && assurance < 2 && !hasSecond && !connectionId;

/** What stays open until it is set up: setting it up, proving it, accepting the terms that come before, and going. */
const OPEN =
  /^\/(profile\/security(\/.*)?|prove-again|terms|logout|language|theme|session\/account|viewing)$/;
/** The same of the API. */
const OPEN_TO_CALL =
  /^\/api\/(auth|terms|viewing|profile\/(factors|totp|recovery-codes|passkeys|password|sessions|devices|sign-ins))(\/.*)?$/;

/** Where the reader has to go first. */
export const toSecond = (path: string): string | undefined =>
  OPEN.test(path) ? undefined : '/profile/security';

/** Whoever has yet to show a second factor calls nothing else, neither what is his own nor what is open to all. */
export const secondFirst = createMiddleware<Env>(async ({ req: { path }, var: { scope } }, next) => {
  const owes = isMember(scope.actor) && scope.actor.owesSecond;
  if (owes && !OPEN_TO_CALL.test(path)) throw forbidden('auth.second_needed');
  await next();
});
