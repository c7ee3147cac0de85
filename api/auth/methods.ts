import type { SignInMethod } from '#db/enums.ts';

/** How many factors have been shown. */
export type Assurance = 1 | 2;

/**
 * A passkey counts twice: it is at hand, and its owner has unlocked it. A company that vouches for somebody asks for as
 * many factors as it likes; here it counts once, and is `enough` to come in.
 */
const WORTH: Record<SignInMethod, { alone?: Assurance; second: boolean; enough?: true }> = {
  password: { alone: 1, second: false },
  link: { alone: 1, second: false },
  passkey: { alone: 2, second: true },
  totp: { second: true },
  recovery: { second: true },
  sso: { alone: 1, second: false, enough: true },
};

/** Nobody yet; the first factor was right and the second is asked for; signed in. */
export type State = 'out' | 'half' | { in: Assurance };

type About = {
  /** The person has set up a second factor. */
  hasSecond: boolean;
  /** And need not show it in this browser. */
  remembered: boolean;
};

/** Where a sign-in stands after something was shown and found right; where it stood when that is no way on. */
export function after(state: 'out' | 'half', shown: SignInMethod, { hasSecond, remembered }: About): State {
  const { alone, second, enough = false } = WORTH[shown];
  if (alone === 2 || (state === 'half' && second)) return { in: 2 };
  if (state === 'half' || !alone) return state;
  return hasSecond && !remembered && !enough ? 'half' : { in: alone };
}

/** What a session is worth after its person has proven again who it is; nothing where more is asked for. */
export function proves(shown: SignInMethod, { hasSecond }: Pick<About, 'hasSecond'>): Assurance | undefined {
  const { alone, second } = WORTH[shown];
  if (second) return hasSecond || alone ? 2 : undefined;
  return hasSecond || shown === 'link' ? undefined : alone;
}
