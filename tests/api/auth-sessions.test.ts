import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { deviceLabel } from '#api/auth/device-label.ts';
import { ipPrefix } from '#api/auth/ip-prefix.ts';
import { endSessionsOf } from '#api/auth/sessions.ts';
import { events, eventValues } from '#db/schema/events.ts';
import { devices, memberships, people, sessions } from '#db/schema/people.ts';
import { browser, CHROME, emailOf, givePassword, subjectsTo, told } from '../support/browsers.ts';
import { world, type World } from '../support/world.ts';

const DAY_MS = 86_400_000;
const WAS_IT_YOU = 'Was this you? A new device signed in';

type Row = { id: string; label: string; ipPrefix: string; current?: boolean; name?: string; method?: string };

let w: World;
beforeEach(async () => {
  w = await world({ PORTICO_TRUST_PROXY: 'true' });
  await givePassword(w, 'bea', 'ben');
});
afterEach(() => {
  vi.useRealTimers();
});

async function rows(answer: Promise<Response>): Promise<Row[]> {
  return ((await (await answer).json()) as { items: Row[] }).items;
}

async function signedIn(options: Parameters<typeof browser>[1] = {}, name: 'bea' | 'ben' = 'bea') {
  const one = browser(w, options);
  expect((await one.signIn(name)).status).toBe(204);
  return one;
}

describe('a session', () => {
  test('that somebody has slipped into a browser is not the one that is signed in', async () => {
    const attacker = await signedIn({}, 'ben');
    const planted = attacker.jar.get('portico') ?? '';
    const victim = browser(w);
    victim.jar.set('portico', planted);
    await victim.signIn('bea');

    expect(victim.jar.get('portico')).not.toBe(planted);
    expect(await told(attacker.get('/auth/session'))).toBe('401 unauthenticated');
    expect(await (await victim.get('/auth/session')).json()).toMatchObject({ email: emailOf('bea') });
  });

  test('is not taken from an address, a header or a body', async () => {
    const bea = await signedIn();
    const token = bea.jar.get('portico') ?? '';
    const stranger = browser(w);

    for (const path of ['?portico=', '?session=', '?token=', '?access_token='])
      expect(await told(stranger.get(`/auth/session${path}${token}`))).toBe('401 unauthenticated');
    const headers = { authorization: `Bearer ${token}`, 'x-session': token };
    expect((await w.app.request('/api/auth/session', { headers })).status).toBe(401);
  });

  test('is listed with its browser and network, and can be ended from another', async () => {
    const here = await signedIn();
    const there = await signedIn({ agent: CHROME, from: '2001:db8:7:8::9' });
    const listed = await rows(here.get('/profile/sessions'));
    const other = listed.find(({ current }) => !current);

    expect(listed.map(({ label, ipPrefix: prefix, current }) => [label, prefix, current]).sort()).toEqual([
      ['Chrome, Windows', '2001:db8:7::/48', false],
      ['Firefox, Linux', '203.0.113.0/24', true],
    ]);
    expect(await told(here.delete(`/profile/sessions/${other?.id}`))).toBe('204');
    expect(await told(there.get('/auth/session'))).toBe('401 unauthenticated');
    expect(await told(here.get('/auth/session'))).toBe('200');
  });

  test('of somebody else cannot be ended', async () => {
    const [bea, ben] = [await signedIn(), await signedIn({}, 'ben')];
    const [own] = await rows(ben.get('/profile/sessions'));

    expect(await told(bea.delete(`/profile/sessions/${own?.id}`))).toBe('404 sessions.not_found');
    expect(await told(ben.get('/auth/session'))).toBe('200');
  });

  test('stays where all others are ended', async () => {
    const [here, there, elsewhere] = [await signedIn(), await signedIn({ agent: CHROME }), await signedIn()];
    const ben = await signedIn({}, 'ben');
    await here.delete('/profile/sessions');

    expect(
      await Promise.all([here, there, elsewhere, ben].map((one) => told(one.get('/auth/session')))),
    ).toEqual(['200', '401 unauthenticated', '401 unauthenticated', '200']);
  });

  test('ends with the next request once its person is disabled or its membership ended', async () => {
    const [bea, ben] = [await signedIn(), await signedIn({}, 'ben')];
    await w.db.direct.update(people).set({ disabledAt: new Date() }).where(eq(people.id, 'per_bea'));
    await w.db.direct.update(memberships).set({ endedAt: new Date() }).where(eq(memberships.id, 'mem_ben'));

    expect(await told(bea.get('/auth/session'))).toBe('401 unauthenticated');
    expect(await told(ben.get('/auth/session'))).toBe('401 unauthenticated');
  });

  test('ends with the batch that changes what its person may do, and nobody else’s does', async () => {
    const [bea, ben] = [await signedIn(), await signedIn({}, 'ben')];
    await w.system.write((write) => {
      endSessionsOf(write, 'per_bea');
    });

    expect(await told(bea.get('/auth/session'))).toBe('401 unauthenticated');
    expect(await told(ben.get('/auth/session'))).toBe('200');
  });

  test('gets no more time by switching the account or by a proof', async () => {
    const bea = await signedIn();
    const began = async () => (await w.db.reader.select().from(sessions))[0]?.createdAt.getTime();
    const first = await began();
    vi.useFakeTimers({ now: Date.now() + 5 * DAY_MS, toFake: ['Date'] });
    const before = bea.jar.get('portico');
    expect(await told(bea.post('/auth/session/proof', { password: 'seven tall sunflowers' }))).toBe('204');
    expect(bea.jar.get('portico')).not.toBe(before);
    await bea.put('/auth/session/account', { accountId: 'acc_brightline' });

    expect(await began()).toBe(first);
  });

  test('ends after fourteen days in which nobody has come', async () => {
    const bea = await signedIn();
    vi.useFakeTimers({ now: Date.now() + 14 * DAY_MS + 1_000, toFake: ['Date'] });

    expect(await told(bea.get('/auth/session'))).toBe('401 unauthenticated');
  });
});

describe('a browser', () => {
  test('is known at the second sign-in, and the person is written to about the first', async () => {
    const bea = await signedIn();
    await bea.delete('/auth/session');
    await bea.signIn('bea');
    expect(await subjectsTo(w, emailOf('bea'))).toEqual([WAS_IT_YOU]);
    await signedIn({ agent: CHROME });

    expect(await subjectsTo(w, emailOf('bea'))).toEqual([WAS_IT_YOU, WAS_IT_YOU]);
    expect((await rows(bea.get('/profile/devices'))).map(({ label, current }) => [label, current])).toEqual([
      ['Chrome, Windows', false],
      ['Firefox, Linux', true],
    ]);
  });

  test('has another secret after each sign-in, for everybody who uses it', async () => {
    const shared = await signedIn();
    const first = shared.jar.get('portico-device');
    await shared.signIn('ben');
    const second = shared.jar.get('portico-device');
    await shared.signIn('bea');

    expect(second).not.toBe(first);
    expect(await w.db.reader.$count(devices)).toBe(2);
    expect(await subjectsTo(w, emailOf('bea'))).toEqual([WAS_IT_YOU]);
  });

  test('that is forgotten is signed out and strange again', async () => {
    const bea = await signedIn();
    const away = await signedIn({ agent: CHROME });
    const gone = (await rows(bea.get('/profile/devices'))).find(({ current }) => !current);

    expect(await told(bea.delete(`/profile/devices/${gone?.id}`))).toBe('204');
    expect(await told(away.get('/auth/session'))).toBe('401 unauthenticated');
    await away.signIn('bea');
    expect(await subjectsTo(w, emailOf('bea'))).toHaveLength(3);
  });

  test('of somebody else cannot be forgotten', async () => {
    const [bea, ben] = [await signedIn(), await signedIn({}, 'ben')];
    const [own] = await rows(ben.get('/profile/devices'));

    expect(await told(bea.delete(`/profile/devices/${own?.id}`))).toBe('404 devices.not_found');
  });

  test.each([
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0',
      'Edge, Windows',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1 Version/19.0 Mobile Safari/604.1',
      'Safari, iOS',
    ],
    [
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/19.0 Safari/605.1.15',
      'Safari, macOS',
    ],
    [
      'Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36',
      'Chrome, Android',
    ],
    ['curl/8.5', ''],
  ])('that says %s is %s', (agent, label) => {
    expect(deviceLabel(agent)).toBe(label);
  });

  test.each([
    ['192.0.2.77', '192.0.2.0/24'],
    ['::ffff:192.0.2.77', '192.0.2.0/24'],
    ['2001:db8:85a3:8d3:1319:8a2e:370:7348', '2001:db8:85a3::/48'],
    ['2001:db8::1', '2001:db8:0::/48'],
    ['::1', '0:0:0::/48'],
    ['unknown', ''],
  ])('at %s is in the network %s', (address, prefix) => {
    expect(ipPrefix(address)).toBe(prefix);
  });
});

describe('what happened at the door', () => {
  test('is told to the person, with browser, network and way in', async () => {
    const bea = await signedIn();
    await browser(w, { agent: CHROME, from: '198.51.100.9' }).signIn('bea', 'not the password');
    await browser(w).signIn('ben', 'not the password');
    const told = await rows(bea.get('/profile/sign-ins'));

    expect(told.map(({ name, method, label, ipPrefix: prefix }) => [name, method, label, prefix])).toEqual([
      ['person.sign_in_failed', 'password', 'Chrome, Windows', '198.51.100.0/24'],
      ['person.signed_in', 'password', 'Firefox, Linux', '203.0.113.0/24'],
    ]);
  });

  test('is told of a proof that failed, too', async () => {
    const bea = await signedIn();
    await bea.post('/auth/session/proof', { password: 'not the password' });
    await bea.post('/auth/session/proof', { code: '123456' });
    const told = await rows(bea.get('/profile/sign-ins'));

    expect(told.map(({ name, method, label }) => [name, method, label])).toEqual([
      ['person.sign_in_failed', 'totp', 'Firefox, Linux'],
      ['person.sign_in_failed', 'password', 'Firefox, Linux'],
      ['person.signed_in', 'password', 'Firefox, Linux'],
    ]);
  });

  test('names nobody in the events themselves', async () => {
    await signedIn();
    const kept = JSON.stringify(await w.db.reader.select().from(events));

    expect(kept).not.toMatch(/Firefox|203\.0\.113/);
    expect(JSON.stringify(await w.db.reader.select().from(eventValues))).toMatch(/Firefox, Linux/);
  });

  test('is not told to the owner of the account', async () => {
    await signedIn({}, 'ben');
    const feed = await (await (await signedIn()).get('/events')).text();

    expect(feed).toContain('person.signed_in');
    expect(feed).not.toMatch(/203\.0\.113\.0/);
  });
});
