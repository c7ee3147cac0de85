import { describe, expect, test } from 'vitest';

import { isLent, requireFresh, type Act } from '#api/auth/acts.ts';
import { doors, keys, keyTo, opens } from '#api/auth/doors.ts';
import { readTold } from '#api/sso/told.ts';
import { verdictOn, type Facts } from '#api/sso/verdict.ts';

/** Which session may act for an account, by how the account lets its people in. */
const OPEN = {
  own: { own: true, break_glass: true, company: false, foreign: false },
  both: { own: true, break_glass: true, company: true, foreign: false },
  company: { own: false, break_glass: true, company: true, foreign: false },
} as const;

test.each(doors.flatMap((door) => keys.map((key) => ({ door, key, open: OPEN[door][key] }))))(
  'an account of door $door is open to a session of key $key: $open',
  ({ door, key, open }) => {
    expect(opens(door, key)).toBe(open);
  },
);

test.each([
  { held: null, assurance: 1, breakGlass: false, key: 'own' },
  { held: null, assurance: 2, breakGlass: false, key: 'own' },
  { held: null, assurance: 1, breakGlass: true, key: 'own' },
  { held: null, assurance: 2, breakGlass: true, key: 'break_glass' },
  { held: 'sso_a', assurance: 1, breakGlass: false, key: 'company' },
  { held: 'sso_a', assurance: 2, breakGlass: true, key: 'company' },
  { held: 'sso_b', assurance: 1, breakGlass: false, key: 'foreign' },
  { held: 'sso_b', assurance: 2, breakGlass: true, key: 'foreign' },
])('$held with $assurance factors (named: $breakGlass) is the key $key', (about) => {
  const entrance = { door: 'company', connectionId: 'sso_a', breakGlass: about.breakGlass } as const;

  expect(keyTo(entrance, { connectionId: about.held, assurance: about.assurance })).toBe(about.key);
});

test('before an account without a provider every word of a provider is a foreign one', () => {
  const entrance = { door: 'own', connectionId: null, breakGlass: false } as const;

  expect(keyTo(entrance, { connectionId: 'sso_a', assurance: 2 })).toBe('foreign');
});

const plain: Facts = {
  closed: false,
  foundBy: 'subject',
  address: 'proven',
  blocked: false,
  seat: 'active',
  staff: false,
  elsewhere: false,
  otherSubject: false,
};

describe('whom a provider means', () => {
  test.each<[string, Partial<Facts>]>([
    ['enter', {}],
    ['enter', { address: 'foreign' }],
    ['enter', { address: 'unverified' }],
    ['enter', { elsewhere: true }],
    ['closed', { closed: true }],
    ['blocked', { blocked: true }],
    ['membership_ended', { seat: 'ended' }],
    ['membership_ended', { seat: 'none' }],
  ])('is for a known subject: %s %o', (verdict, facts) => {
    expect(verdictOn({ ...plain, ...facts })).toBe(verdict);
  });

  test.each<[string, Partial<Facts>]>([
    ['link', {}],
    ['link', { elsewhere: true }],
    ['email_missing', { address: 'missing' }],
    ['email_unverified', { address: 'unverified' }],
    ['foreign_domain', { address: 'foreign' }],
    ['closed', { closed: true }],
    ['blocked', { blocked: true }],
    ['not_yours', { staff: true }],
    ['not_yours', { staff: true, blocked: true }],
    ['not_yours', { staff: true, seat: 'none' }],
    ['other_subject', { otherSubject: true }],
    ['membership_ended', { seat: 'ended' }],
    ['link_and_join', { seat: 'none' }],
    ['not_yours', { seat: 'none', elsewhere: true }],
  ])('is for a known address: %s %o', (verdict, facts) => {
    expect(verdictOn({ ...plain, foundBy: 'email', ...facts })).toBe(verdict);
  });

  test.each<[string, Partial<Facts>]>([
    ['join', {}],
    ['closed', { closed: true }],
    ['email_missing', { address: 'missing' }],
    ['email_unverified', { address: 'unverified' }],
    ['foreign_domain', { address: 'foreign' }],
  ])('is for nobody known: %s %o', (verdict, facts) => {
    expect(verdictOn({ ...plain, foundBy: 'nothing', seat: 'none', ...facts })).toBe(verdict);
  });
});

function refusal(session: Parameters<typeof requireFresh>[0], act: Act): string {
  try {
    requireFresh(session, act);
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

describe('what reaches beyond the account', () => {
  const fresh = { provenAt: new Date(), assurance: 1, hasSecond: false };
  const personal: Act[] = ['password.change', 'email.change', 'factors.change', 'person.erase', 'data.copy'];

  test.each([
    { connectionId: null, isElsewhere: true, assurance: 1, lent: false },
    { connectionId: 'sso_a', isElsewhere: false, assurance: 1, lent: false },
    { connectionId: 'sso_a', isElsewhere: true, assurance: 2, lent: false },
    { connectionId: 'sso_a', isElsewhere: true, assurance: 1, lent: true },
  ])('is lent: $lent for $connectionId, elsewhere $isElsewhere, $assurance', ({ lent, ...about }) => {
    const session = { ...fresh, ...about };

    expect(isLent(session)).toBe(lent);
    expect(personal.map((act) => refusal(session, act))).toEqual(
      personal.map(() => (lent ? 'sso.own_ways' : '')),
    );
    expect(refusal(session, 'tokens.change')).toBe('');
  });
});

test('a name that is too long is cut to what can be kept', () => {
  const { name } = readTold({ iss: 'a', sub: 'b', name: `${'x'.repeat(119)}🦘` }, null);

  expect([name?.length, name?.isWellFormed()]).toEqual([120, true]);
});
