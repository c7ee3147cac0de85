import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { purgeUnproven } from '#api/guests/purge.ts';
import { releaseRequest } from '#api/guests/release.ts';
import { events } from '#db/schema/events.ts';
import { mails } from '#db/schema/mails.ts';
import { codes, memberships } from '#db/schema/people.ts';
import { messages, requests } from '#db/schema/requests.ts';
import { shop, ute } from '../support/shop.ts';
import { world, type Name, type World } from '../support/world.ts';

const HOUR_MS = 3_600_000;

let w: World;
let site: Awaited<ReturnType<typeof shop>>;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
  w = await world();
  site = await shop(w);
});
afterEach(() => {
  vi.useRealTimers();
});

const held = () => w.db.reader.select().from(requests);
const seen = async (name: Name, query = '') => {
  const { items } = (await (await w.as(name).get(`/requests${query}`)).json()) as { items: { id: string }[] };
  return items.map(({ id }) => id);
};

async function proven(email: string) {
  expect((await site.ask({ email })).status).toBe(202);
  const request = await w.portico.guests.prove(w.guest().scope, await site.codeFor(email));
  await w.settle();
  return { request };
}

describe('a proof', () => {
  test('by nobody we know lets the house see it, and the guest gets its number', async () => {
    const { request } = await proven(ute.email);

    expect(request).toMatchObject({ status: 'submitted', accountId: 'acc_house', requesterId: null });
    expect(request.dueAt?.getTime()).toBeGreaterThan(Date.now());
    expect(await seen('abe')).toEqual([request.id]);
    expect(await site.mailTo(ute.email)).toMatchObject({
      subject: `[REQ-${request.number}] ${ute.subject}`,
      text: expect.stringContaining('110 °C'),
    });
    expect(await site.mailTo('abe@house.example')).toMatchObject({
      subject: expect.stringContaining('NL-40'),
    });
  });

  test('by a customer gives it to him and his account', async () => {
    const { request } = await proven('dan@dune.example');

    expect(request).toMatchObject({ status: 'submitted', accountId: 'acc_dune', requesterId: 'per_dan' });
    expect(await seen('dan')).toEqual([request.id]);
    expect(await seen('dan', '?q=Dan+Reyes')).toEqual([request.id]);
    expect(await seen('emil')).toEqual([]);
    expect(await w.db.reader.select().from(messages)).toMatchObject([
      { authorId: 'per_dan', side: 'customer' },
    ]);
    const moves = await w.db.reader.select().from(events).where(eq(events.name, 'request.owner_changed'));
    expect(moves).toMatchObject([{ audience: 'staff', data: { from: 'acc_house', to: 'acc_dune' } }]);
    expect(await site.mailTo('dan@dune.example')).toMatchObject({
      text: expect.stringContaining('/requests/req_'),
    });
  });

  test.each([
    ['a partner', 'bea@brightline.example', async () => undefined],
    [
      'somebody who has left',
      'dan@dune.example',
      async () => {
        await w.db.direct
          .update(memberships)
          .set({ endedAt: new Date() })
          .where(eq(memberships.id, 'mem_dan'));
      },
    ],
  ])('by %s leaves it with the house', async (_, email, before) => {
    await before();
    const { request } = await proven(email);
    expect(request).toMatchObject({ status: 'submitted', accountId: 'acc_house', requesterId: null });
  });

  test('works once, and looking does not use it up', async () => {
    await site.ask();
    const code = await site.codeFor(ute.email);
    const { guests } = w.portico;
    const { scope } = w.guest();
    await guests.open(scope, code);
    expect(await held()).toMatchObject([{ status: 'quarantined' }]);

    await guests.prove(scope, code);
    await expect(guests.prove(scope, code)).rejects.toMatchObject({ status: 410 });
    await expect(guests.open(scope, code)).rejects.toMatchObject({ status: 410 });
    expect(await w.db.reader.$count(events, eq(events.name, 'request.released'))).toBe(1);
  });

  test('comes to nothing after two days', async () => {
    await site.ask();
    const code = await site.codeFor(ute.email);
    vi.setSystemTime(Date.now() + 48 * HOUR_MS + 1);

    await expect(w.portico.guests.prove(w.guest().scope, code)).rejects.toMatchObject({ status: 410 });
    expect(await held()).toMatchObject([{ status: 'quarantined' }]);
  });

  test('of another kind opens nothing', async () => {
    await site.ask();
    const code = await site.codeFor(ute.email);
    await w.db.direct.update(codes).set({ kind: 'reset' });

    await expect(w.portico.guests.prove(w.guest().scope, code)).rejects.toMatchObject({ status: 410 });
  });

  test('lets the answer of an agent go out by mail, to the address that he sees', async () => {
    const { request } = await proven(ute.email);
    const seen = await (await w.as('abe').get(`/requests/${request.id}`)).json();
    expect(seen).toMatchObject({ requesterEmail: ute.email });
    const answer = { body: 'Up to 125 °C.', choice: 'solve' };
    expect((await w.as('abe').post(`/requests/${request.id}/messages`, answer)).status).toBe(201);

    expect(await site.mailTo(ute.email)).toMatchObject({ text: expect.stringContaining('Up to 125 °C.') });
  });
});

describe('an agent', () => {
  const put = (name: Name, id: string, version: number) =>
    w.as(name).put(`/requests/${id}/release`, undefined, { 'if-match': `"${version}"` });

  test('releases without a proof, and nothing is mailed to the address then', async () => {
    await site.ask();
    const [request] = await held();
    await w.settle();
    const before = await w.db.reader.$count(mails, eq(mails.toAddress, ute.email));

    const answer = await put('abe', request?.id ?? '', 1);
    expect([answer.status, await answer.json()]).toMatchObject([200, { status: 'submitted', version: 2 }]);
    await w.as('abe').post(`/requests/${request?.id}/messages`, { body: 'Up to 125 °C.', choice: 'answer' });
    await w.settle();
    expect(await w.db.reader.$count(mails, eq(mails.toAddress, ute.email))).toBe(before);

    const again = await put('abe', request?.id ?? '', 3);
    expect([again.status, ((await again.json()) as { code: string }).code]).toEqual([
      409,
      'requests.not_now',
    ]);
  });

  test('is offered to release what is held back, as long as it is', async () => {
    await site.ask();
    const id = (await held())[0]?.id ?? '';
    const offered = async (name: Name) => {
      const { may } = (await (await w.as(name).get(`/requests/${id}`)).json()) as {
        may: { release: boolean };
      };
      return may.release;
    };

    expect([await offered('abe'), await offered('max')]).toEqual([true, false]);
    await put('abe', id, 1);
    expect(await offered('abe')).toBe(false);
  });

  test('must have seen the newest version; others may not release at all', async () => {
    await site.ask();
    const [request] = await held();
    const id = request?.id ?? '';
    const statuses = [];
    for (const name of ['eve', 'max', 'dan', 'bea'] as const) statuses.push((await put(name, id, 1)).status);

    expect(statuses).toEqual([403, 403, 403, 403]);
    await expect(releaseRequest(w.as('max').scope, id, { version: 1 })).rejects.toMatchObject({
      status: 403,
    });
    expect((await put('abe', id, 7)).status).toBe(412);
    expect((await put('abe', 'req_nothing', 1)).status).toBe(404);
    expect(await held()).toEqual([request]);
    expect((await put('abe', id, 1)).status).toBe(200);
    expect((await put('abe', id, 1)).status).toBe(412);
  });

  test('may release what is then proven: the owner is still found', async () => {
    await site.ask({ email: 'dan@dune.example' });
    const code = await site.codeFor('dan@dune.example');
    const [request] = await held();
    await put('abe', request?.id ?? '', 1);

    expect(await w.portico.guests.prove(w.guest().scope, code)).toMatchObject({ accountId: 'acc_dune' });
    expect(await w.db.reader.$count(events, eq(events.name, 'request.released'))).toBe(1);
  });
});

test('a form that is sent twice asks once, be it at the same moment', async () => {
  await Promise.all([site.ask(), site.ask()]);
  expect(await held()).toHaveLength(1);
  await w.settle();
  expect(await w.db.reader.$count(mails)).toBe(1);

  await site.ask({ body: 'And the pressure?' });
  expect(await held()).toHaveLength(2);
});

test('what is not proven in two weeks is forgotten, with its words and its mail', async () => {
  await proven('dan@dune.example');
  await site.ask();
  await w.settle();
  expect(await purgeUnproven(w.portico.base, new Date(Date.now() + 13 * 24 * HOUR_MS))).toBe(0);
  expect(await purgeUnproven(w.portico.base, new Date(Date.now() + 15 * 24 * HOUR_MS))).toBe(1);

  expect(await held()).toMatchObject([{ accountId: 'acc_dune' }]);
  expect(await w.db.reader.select().from(messages)).toHaveLength(1);
  expect(await w.db.reader.$count(mails, eq(mails.toAddress, ute.email))).toBe(0);
});
