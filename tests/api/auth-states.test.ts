import { describe, expect, test } from 'vitest';

import { acts, isFresh, requireFresh, type Act } from '#api/auth/acts.ts';
import { after, proves } from '#api/auth/methods.ts';
import { signInMethods } from '#db/enums.ts';

/** `1` and `2` are signed in with so many factors; the columns: no second factor, one is set up, and remembered here. */
const FROM_OUT = {
  password: ['1', 'half', '1'],
  link: ['1', 'half', '1'],
  passkey: ['2', '2', '2'],
  totp: ['out', 'out', 'out'],
  recovery: ['out', 'out', 'out'],
  sso: ['1', '1', '1'],
} as const;
const FROM_HALF = {
  password: ['half', 'half', 'half'],
  link: ['half', 'half', 'half'],
  passkey: ['2', '2', '2'],
  totp: ['2', '2', '2'],
  recovery: ['2', '2', '2'],
  sso: ['half', 'half', 'half'],
} as const;
const PEOPLE = [
  { hasSecond: false, remembered: false },
  { hasSecond: true, remembered: false },
  { hasSecond: true, remembered: true },
];

const cells = (['out', 'half'] as const).flatMap((state) =>
  signInMethods.flatMap((method) =>
    PEOPLE.map((person, n) => ({
      state,
      method,
      ...person,
      leads: (state === 'out' ? FROM_OUT : FROM_HALF)[method][n],
    })),
  ),
);

test.each(cells)(
  'from $state, $method leads to $leads (second factor: $hasSecond, remembered: $remembered)',
  ({ state, method, leads, ...person }) => {
    const reached = after(state, method, person);

    expect(typeof reached === 'object' ? String(reached.in) : reached).toBe(leads);
  },
);

const PROOFS = {
  password: [1, undefined],
  link: [undefined, undefined],
  passkey: [2, 2],
  totp: [undefined, 2],
  recovery: [undefined, 2],
  sso: [1, undefined],
} as const;

test.each(signInMethods.flatMap((method) => [false, true].map((hasSecond) => ({ method, hasSecond }))))(
  'a signed-in person proves with $method what it is worth (second factor: $hasSecond)',
  ({ method, hasSecond }) => {
    expect(proves(method, { hasSecond })).toBe(PROOFS[method][Number(hasSecond)]);
  },
);

function refusal(act: () => void): string {
  try {
    act();
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

describe.each(Object.keys(acts) as Act[])('%s', (act) => {
  const now = Date.UTC(2026, 5, 1);
  const minutesAgo = (minutes: number) => new Date(now - minutes * 60_000);

  test.each([
    { minutes: 0, assurance: 1, hasSecond: false, fresh: true },
    { minutes: 9, assurance: 1, hasSecond: false, fresh: true },
    { minutes: 10, assurance: 1, hasSecond: false, fresh: false },
    { minutes: 10, assurance: 2, hasSecond: false, fresh: false },
    { minutes: 0, assurance: 1, hasSecond: true, fresh: false },
    { minutes: 9, assurance: 2, hasSecond: true, fresh: true },
    { minutes: 10, assurance: 2, hasSecond: true, fresh: false },
  ])(
    '$minutes minutes after a proof of $assurance (second factor: $hasSecond): $fresh',
    ({ minutes, fresh, ...standing }) => {
      const session = { ...standing, provenAt: minutesAgo(minutes), connectionId: null, isElsewhere: true };

      expect(isFresh(session, act, now)).toBe(fresh);
      expect(refusal(() => requireFresh(session, act, now))).toBe(fresh ? '' : 'auth.prove_again');
    },
  );

  test('is not for nobody', () => {
    expect(() => requireFresh(undefined, act)).toThrow('unauthenticated');
  });
});
