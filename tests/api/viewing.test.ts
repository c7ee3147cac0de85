import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';

import { createApp } from '#api/app.ts';
import { POLICY, type Policy } from '#api/core/http.ts';
import { Scope } from '#api/core/scope.ts';
import { accounts } from '#db/schema/accounts.ts';
import { memberships, people, sessions } from '#db/schema/people.ts';
import { json } from '#tests/support/guards/case.ts';
import { tokenOf } from '#tests/support/guards/tokens.ts';
import { BYTES, live } from '#tests/support/materials.ts';
import { program } from '#tests/support/programs.ts';
import { stateOf } from '#tests/support/state.ts';
import { browser, cookieOf, eyesOf } from '#tests/support/viewing.ts';
import { world, type Name, type World } from '#tests/support/world.ts';

let w: World;
beforeEach(async () => {
  w = await world();
});

const begin = (by: Name, whom: string) =>
  w.as(by).post('/viewing', { membershipId: `mem_${whom}`, reason: 'Request PRT-1042' });
const name = async (from: ReturnType<typeof browser>) => {
  const answer = await from.get('/auth/session');
  return answer.status === 200 ? ((await answer.json()) as { name: string }).name : answer.status;
};

describe('who may look through whose eyes', () => {
  const TABLE = {
    ada: { ada: 403, max: 403, bea: 204, ben: 204, dan: 204, freja: 204 },
    max: { ada: 403, max: 403, bea: 403, dan: 403 },
    abe: { ada: 403, bea: 403, dan: 403 },
    bea: { ada: 403, bea: 403, ben: 403, dan: 403 },
  } as const satisfies Partial<Record<Name, Partial<Record<Name, number>>>>;
  const cells = Object.entries(TABLE).flatMap(([by, row]) =>
    Object.entries(row).map(([whom, status]) => ({ by: by as Name, whom, status: status as number })),
  );

  test.each(cells)('$by through the eyes of $whom is told $status', async ({ by, whom, status }) => {
    const before = await stateOf(w);
    const answer = await begin(by, whom);
    const after = await stateOf(w);
    const changed = Object.keys(after).filter((table) => after[table] !== before[table]);

    expect([answer.status, changed.sort()]).toEqual([
      status,
      status === 204 ? ['event_values', 'events'] : [],
    ]);
  });

  const SHUT = {
    'has left': () =>
      w.db.direct.update(memberships).set({ endedAt: new Date() }).where(eq(memberships.id, 'mem_ben')),
    'is shut out': () =>
      w.db.direct.update(people).set({ disabledAt: new Date() }).where(eq(people.id, 'per_ben')),
    'is a program': () => w.db.direct.update(people).set({ robot: true }).where(eq(people.id, 'per_ben')),
    'is of a closed account': () =>
      w.db.direct.update(accounts).set({ closedAt: new Date() }).where(eq(accounts.id, 'acc_brightline')),
  };
  test.each(Object.entries(SHUT))('nobody through the eyes of who %s', async (_, shut) => {
    await shut();
    expect((await begin('ada', 'ben')).status).toBe(403);
  });

  test('not who has been signed in for long, nor a program', async () => {
    await w.db.direct.update(sessions).set({ provenAt: new Date(0) });
    const ada = w.as('ada');
    const cookie = await ada.cookie();
    await w.db.direct.update(sessions).set({ provenAt: new Date(0) });
    const late = await browser(w, cookie).post('/viewing', { membershipId: 'mem_ben', reason: 'x' });
    const { secret } = await tokenOf(w, 'ada');
    const asProgram = await program(w, secret).post('/viewing', { membershipId: 'mem_ben', reason: 'x' });

    expect([late.status, await late.json()]).toMatchObject([401, { code: 'auth.prove_again' }]);
    expect(asProgram.status).toBe(403);
  });
});

describe('through somebody’s eyes', () => {
  const routes = (app: World['app']) =>
    app.routes.flatMap(({ method, path, handler }) =>
      POLICY in handler && /^\/api\/(?!viewing$|widgets\/)/.test(path)
        ? [{ method, path: path.slice(4), policy: handler[POLICY] as Policy }]
        : [],
    );

  test('everything is as that person sees it, but for what is that person’s alone', async () => {
    const [eyes, own] = [await eyesOf(w, 'bea'), w.as('bea')];
    const lists = routes(w.app).filter(({ method, path }) => method === 'GET' && !path.includes(':'));
    const answered = async (from: Pick<typeof eyes, 'get'>, path: string) => {
      const answer = await from.get(path);
      // It names the accounts between which only the person itself may change.
      const text = path === '/auth/session' ? '' : await answer.text();
      return { path, status: answer.status, text };
    };
    for (const { path, policy } of lists) {
      const closed = { path, status: 403, text: '{"code":"viewing.private","fields":{}}' };
      expect(await answered(eyes, path)).toEqual(policy === 'in_person' ? closed : await answered(own, path));
    }
    expect(lists.length).toBeGreaterThan(25);
    expect(await name(eyes)).toBe('Bea Sandoval');
  });

  test('nothing can be changed, by whatever call', async () => {
    const eyes = await eyesOf(w, 'bea');
    const before = await stateOf(w);
    // A signature of its own stands for a mail that comes in, whoever's cookie is with it.
    const changing = routes(w.app).filter(
      ({ method, path }) => method !== 'GET' && method !== 'HEAD' && path !== '/mailboxes/:id/mails',
    );
    for (const { method, path } of changing) {
      const at = path.replaceAll(/:\w+/g, 'per_ben');
      const answer = await eyes.send(at, { method, body: {}, headers: { 'if-match': '"1"' } });
      expect([method, path, answer.status, ((await answer.json()) as { code: string }).code]).toEqual([
        method,
        path,
        403,
        'viewing.look_only',
      ]);
    }
    expect(changing.length).toBeGreaterThan(70);
    expect(await stateOf(w)).toEqual(before);
  });

  test('a file is there to look at, and nobody has downloaded it', async () => {
    const { id } = await live(w);
    const eyes = await eyesOf(w, 'bea');
    const before = await stateOf(w);
    const answer = await eyes.get(`/materials/${id}/file`);

    expect([answer.status, await answer.text()]).toEqual([200, BYTES]);
    expect(await stateOf(w)).toEqual(before);
  });

  test('a page answers for itself when its form brings files', async () => {
    const eyes = await eyesOf(w, 'bea');
    const app = createApp(w.portico).post('/requests/new', (c) => c.text('the page', 403));
    const body = new FormData();
    body.append('attachments', new File([BYTES], 'fm-40.pdf'));
    const headers = { cookie: eyes.cookie, 'sec-fetch-site': 'same-origin' };
    const answer = await app.request('/requests/new', { method: 'POST', headers, body });

    expect(await answer.text()).toBe('the page');
  });

  test('also what is written without being asked for is not', async () => {
    const { actor } = w.as('bea');
    const scope = new Scope(w.portico.base, { ...actor, viewerId: 'per_ada' });

    await expect(scope.write(() => 'written')).rejects.toMatchObject({ code: 'viewing.look_only' });
    await expect(scope.asSystem('x').write(() => 'written')).rejects.toMatchObject({ status: 403 });
    expect(await w.as('bea').scope.write(() => 'written')).toBe('written');
  });
});

describe('it ends', () => {
  const ends = {
    'after half an hour': () => w.db.direct.update(sessions).set({ viewingUntil: new Date(Date.now() - 1) }),
    'with the right to look': () =>
      w.db.direct
        .update(memberships)
        .set({ roleId: 'role_house_manager' })
        .where(eq(memberships.id, 'mem_ada')),
    'with the membership': () =>
      w.db.direct.update(memberships).set({ endedAt: new Date() }).where(eq(memberships.id, 'mem_ben')),
    'with the access of the person': () =>
      w.db.direct.update(people).set({ disabledAt: new Date() }).where(eq(people.id, 'per_ben')),
    'with the account': () =>
      w.db.direct.update(accounts).set({ closedAt: new Date() }).where(eq(accounts.id, 'acc_brightline')),
  };

  test.each(Object.entries(ends))('%s, and shows nothing until the viewer knows', async (_, end) => {
    const eyes = await eyesOf(w, 'ben');
    expect(await name(eyes)).toBe('Ben Whitfield');
    await end();

    expect(await name(eyes)).toBe(401);
    const writing = await eyes.post('/requests', { subject: 'x', body: 'x', category: 'question' });
    expect([writing.status, await writing.json()]).toMatchObject([403, { code: 'viewing.over' }]);
    expect(await json(eyes.get('/viewing'), 200)).toMatchObject({ name: 'Ben Whitfield', over: true });
    const stopped = await eyes.delete('/viewing');
    expect(await name(browser(w, cookieOf(stopped)))).toBe('Ada Lindqvist');
  });

  test('when the viewer stops, under another secret', async () => {
    const eyes = await eyesOf(w, 'ben');
    const stopped = await eyes.delete('/viewing');

    expect(await name(browser(w, cookieOf(stopped)))).toBe('Ada Lindqvist');
    expect(await name(eyes)).toBe(401);
    expect(await json(browser(w, cookieOf(stopped)).get('/viewing'), 200)).toBeNull();
  });

  test('at once when the viewer is shut out', async () => {
    const eyes = await eyesOf(w, 'ben');
    await w.db.direct.update(people).set({ disabledAt: new Date() }).where(eq(people.id, 'per_ada'));

    expect(await name(eyes)).toBe(401);
    expect((await eyes.get('/viewing')).status).toBe(401);
  });
});

test('the account knows that it happened, and the house why', async () => {
  const eyes = await eyesOf(w, 'ben');
  await eyes.delete('/viewing');
  type Told = { items: { name: string; values: { field: string; after: unknown }[] }[] };
  const told = async (who: Name) =>
    (await json<Told>(w.as(who).get('/events?subject=person'), 200)).items.filter(({ name }) =>
      name.startsWith('person.view'),
    );

  expect(await told('bea')).toMatchObject([
    { name: 'person.view_ended', values: [] },
    { name: 'person.viewed', values: [] },
  ]);
  expect(await told('ada')).toMatchObject([
    { name: 'person.view_ended' },
    { name: 'person.viewed', values: [{ field: 'reason', after: 'Request PRT-1042' }] },
  ]);
  expect(await told('cleo')).toEqual([]);
});
