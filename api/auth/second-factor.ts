import type { Session } from 'lucia';

/** Whose company vouches for him has shown there whatever that company asks for. */
type Shown = Pick<Session, 'asksSecond' | 'assurance' | 'hasSecond' | 'connectionId'>;

/**
 * Whether the account asks for two factors and the session has seen one. A remembered browser is enough where there is
 * a second one to ask for.
 */
export const owesSecond = ({ asksSecond, assurance, hasSecond, connectionId }: Shown): boolean =>
  asksSecond && assurance < 2 && !hasSecond && !connectionId;

/** What stays open until it is set up: setting it up, proving it, and going. */
const OPEN = /^\/(profile\/security(\/.*)?|prove-again|logout|language|theme|session\/account|viewing)$/;

/** Where the reader has to go first. */
export const toSecond = (path: string): string | undefined =>
  OPEN.test(path) ? undefined : '/profile/security';
