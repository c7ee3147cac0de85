import { beforeEach, describe, expect, test, afterEach, vi } from 'vitest';

import { rateLimits } from '#db/schema/jobs.ts';
import { mails } from '#db/schema/mails.ts';
import { browser, emailOf, givePassword, told } from '../support/browsers.ts';
import { world, type World } from '../support/world.ts';

const MINUTE_MS = 60_000;

let w: World;
beforeEach(async () => {
  w = await world({ PORTICO_TRUST_PROXY: 'true' });
  await givePassword(w, 'bea', 'ben');
});
afterEach(() => {
  vi.useRealTimers();
});

/** Wrong passwords for one person, each from a network of its own. */
async function storm(tries: number, first = 0): Promise<string[]> {
  const answers: string[] = [];
  for (let n = first; n < first + tries; n += 1)
    answers.push(await told(browser(w, { from: `198.${n >> 8}.${n & 255}.9` }).signIn('bea', 'wrong')));
  return answers;
}

describe('a storm of wrong passwords', () => {
  test('locks nobody out of a browser that is known', async () => {
    const bea = browser(w);
    await bea.signIn('bea');
    const answers = await storm(14);

    expect(answers.slice(9)).toEqual(['401 auth.wrong', ...Array.from({ length: 4 }, () => '429 too_many')]);
    expect(await told(browser(w, { from: '192.0.2.1' }).signIn('bea'))).toBe('429 too_many');
    expect(await told(bea.signIn('bea'))).toBe('204');
  });

  test('from a known browser is stopped there, and does not stop others', async () => {
    const stolen = browser(w);
    await stolen.signIn('bea');
    const answers: string[] = [];
    for (let n = 0; n < 11; n += 1) answers.push(await told(stolen.signIn('bea', 'wrong')));

    expect(answers.slice(9)).toEqual(['401 auth.wrong', '429 too_many']);
    expect(await told(browser(w, { from: '192.0.2.1' }).signIn('bea'))).toBe('204');
  });

  test('is not let through by the browser of somebody else', async () => {
    const ben = browser(w);
    await ben.signIn('ben');
    await storm(10);

    expect(await told(ben.signIn('bea'))).toBe('429 too_many');
  });

  test('ends for the day after a hundred, however slowly it comes', async () => {
    vi.useFakeTimers({ now: new Date('2026-06-01T00:00:00Z'), toFake: ['Date'] });
    for (let n = 0; n < 95; n += 1) await w.portico.auth.limits.take('sign-in-person-day', emailOf('bea'));
    vi.setSystemTime(Date.now() + 23 * 60 * MINUTE_MS);

    expect(await storm(6)).toEqual([...Array.from({ length: 5 }, () => '401 auth.wrong'), '429 too_many']);
    vi.setSystemTime(Date.now() + 61 * MINUTE_MS);
    expect(await told(browser(w).signIn('bea'))).toBe('204');
  });

  test.each([
    ['address', 'sign-in-address', '203.0.113.7', 60],
    ['network', 'sign-in-network', '203.0.113.0/24', 300],
  ] as const)('from one %s over many people is stopped', async (_of, name, key, most) => {
    for (let n = 0; n < most - 1; n += 1) await w.portico.auth.limits.take(name, key);
    const from = name === 'sign-in-address' ? '203.0.113.7' : '203.0.113.8';
    const tryOn = (n: number) =>
      told(browser(w, { from }).post('/auth/session', { email: `nobody${n}@cobalt.example`, password: 'x' }));

    expect([await tryOn(1), await tryOn(2)]).toEqual(['401 auth.wrong', '429 too_many']);
    expect(await told(browser(w, { from: '198.51.100.1' }).signIn('bea'))).toBe('204');
  });

  test('is told when to come back', async () => {
    await storm(10);
    const answer = await browser(w).signIn('bea');

    expect(answer.status).toBe(429);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(600);
    expect(Number(answer.headers.get('retry-after'))).toBeLessThanOrEqual(900);
  });
});

test('twenty who ask for a new password at the same moment get three links, of which the last alone works', async () => {
  const ask = () => browser(w).post('/auth/reset', { email: emailOf('bea') });
  const answers = await Promise.all(Array.from({ length: 20 }, ask));
  const statuses = answers.map(({ status }) => status).sort();

  await w.settle();
  const sent = await w.db.reader.select().from(mails).orderBy(mails.createdAt, mails.id);
  const used: string[] = [];
  for (const { text } of sent) {
    const code = /code=([\w-]+)/.exec(text)?.[1] ?? '';
    used.push(await told(browser(w).put('/auth/password', { code, password: 'nine small snowdrops' })));
  }

  expect(statuses).toEqual([
    ...Array.from({ length: 3 }, () => 202),
    ...Array.from({ length: 17 }, () => 429),
  ]);
  expect(used).toEqual(['410 codes.spent', '410 codes.spent', '204']);
});

describe('who asks for an address', () => {
  const ways = ['/auth/reset', '/auth/link'];

  test.each(ways)('%s is answered the same whether it is known or not', async (way) => {
    const answers = await Promise.all(
      [emailOf('bea'), 'nobody@brightline.example'].map((email) => browser(w).post(way, { email })),
    );
    const said = await Promise.all(
      answers.map(async (answer) => [answer.status, await answer.text(), answer.headers.getSetCookie()]),
    );

    expect(said[0]).toEqual(said[1]);
  });

  /** The share of pairs in which the first took longer: a half when nothing tells them apart. */
  function longer(first: number[], second: number[]): number {
    const pairs = first.flatMap((a) => second.map((b): number => (a > b ? 1 : a === b ? 0.5 : 0)));
    return pairs.reduce((sum, one) => sum + one, 0) / pairs.length;
  }

  test('by signing in cannot tell by the time it takes, known, unknown or without a password', async () => {
    const timed: Record<string, number[]> = { bea: [], nobody: [], cleo: [] };
    const emails = { bea: emailOf('bea'), nobody: 'nobody@brightline.example', cleo: emailOf('cleo') };
    for (let n = 0; n < 42; n += 1) {
      await w.db.direct.delete(rateLimits);
      for (const [name, email] of Object.entries(emails).sort(() => (n % 2 ? 1 : -1))) {
        const started = performance.now();
        await browser(w).post('/auth/session', { email, password: 'not the password' });
        if (n > 1) timed[name]?.push(performance.now() - started);
      }
    }
    const [bea = [], nobody = [], cleo = []] = Object.values(timed);

    for (const share of [longer(bea, nobody), longer(cleo, nobody), longer(bea, cleo)]) {
      expect(share).toBeGreaterThan(0.25);
      expect(share).toBeLessThan(0.75);
    }
  }, 120_000);
});
