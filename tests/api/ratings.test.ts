import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';

import { wakeRequests } from '#api/requests/waking.ts';
import { requestStatuses } from '#db/enums.ts';
import { mails } from '#db/schema/mails.ts';
import { requestRatings } from '#db/schema/request-links.ts';
import { requests } from '#db/schema/requests.ts';
import { openRating, rateByLink } from '#api/ratings/service.ts';
import { json } from '#tests/support/guards/case.ts';
import { letIn, shared } from '#tests/support/participants.ts';
import { stateOf } from '#tests/support/state.ts';
import { world, type Name, type World } from '#tests/support/world.ts';

const DAY_MS = 86_400_000;

let w: World;
beforeEach(async () => {
  w = await world();
});

const row = (id: string) => w.system.find(requests, id);
const rate = (by: Name, id: string, body: object) => w.as(by).put(`/requests/${id}/rating`, body);
const ratings = () => w.system.select(requestRatings);
const solve = (id: string) =>
  json(w.as('abe').post(`/requests/${id}/messages`, { body: 'Turn it off.', choice: 'solve' }));
async function accepted() {
  const id = await shared(w);
  await solve(id);
  const { version } = await row(id);
  await json(w.as('dan').put(`/requests/${id}/acceptance`, {}, { 'if-match': `"${version}"` }), 200);
  return id;
}

describe('a rating', () => {
  test('is one click, with words after it, and can be said otherwise', async () => {
    const id = await accepted();
    expect((await rate('dan', id, { score: 'good' })).status).toBe(204);
    expect((await rate('dan', id, { score: 'good', comment: 'Quick.' })).status).toBe(204);
    expect((await rate('dan', id, { score: 'poor' })).status).toBe(204);

    expect(await ratings()).toMatchObject([
      { requestId: id, score: 'poor', comment: 'Quick.', personId: 'per_dan' },
    ]);
    expect(await json(w.as('abe').get(`/requests/${id}/rating`), 200)).toMatchObject({
      rating: { score: 'poor', comment: 'Quick.' },
      may: false,
    });
    expect((await rate('dan', id, { score: 'fair' })).status).toBe(422);
  });

  test.each(requestStatuses)('is taken of what is %s as far as that is closed', async (status) => {
    const id = await accepted();
    await w.db.direct.update(requests).set({ status }).where(eq(requests.id, id));
    const before = await stateOf(w);

    expect((await rate('dan', id, { score: 'good' })).status).toBe(
      status === 'closed' ? 204 : status === 'quarantined' ? 404 : 409,
    );
    const after = await stateOf(w);
    expect(JSON.stringify(after) === JSON.stringify(before)).toBe(status !== 'closed');
  });

  test('is taken for thirty days, and not of what nobody has answered', async () => {
    const id = await accepted();
    const stand = (change: object) => w.db.direct.update(requests).set(change).where(eq(requests.id, id));
    await stand({ resolvedAt: new Date(Date.now() - 31 * DAY_MS) });
    expect((await rate('dan', id, { score: 'good' })).status).toBe(409);
    await stand({ resolvedAt: new Date(), resolution: 'no_reply' });
    expect((await rate('dan', id, { score: 'good' })).status).toBe(409);
  });

  test('is another one for each time that it was closed', async () => {
    const id = await accepted();
    await rate('dan', id, { score: 'poor' });
    const { version } = await row(id);
    const again = { status: 'in_progress' };
    await json(w.as('abe').put(`/requests/${id}/status`, again, { 'if-match': `"${version}"` }), 200);
    expect((await rate('dan', id, { score: 'good' })).status).toBe(409);
    await solve(id);
    const at = (await row(id)).version;
    await json(w.as('dan').put(`/requests/${id}/acceptance`, {}, { 'if-match': `"${at}"` }), 200);
    expect(await json(w.as('dan').get(`/requests/${id}/rating`), 200)).toMatchObject({
      rating: null,
      may: true,
    });
    await rate('dan', id, { score: 'good' });

    expect((await ratings()).map(({ score }) => score).sort()).toEqual(['good', 'poor']);
  });

  test('is the customer’s alone to say: nobody else, however much he may do', async () => {
    const id = await accepted();
    await letIn(w, id, 'freja', 'manage');
    await letIn(w, id, 'emil', 'reply');
    const before = await stateOf(w);

    for (const name of ['freja', 'emil', 'bea', 'abe'] as const)
      expect([name, (await rate(name, id, { score: 'poor' })).status]).toEqual([name, 403]);
    expect((await rate('cleo', id, { score: 'poor' })).status).toBe(404);
    expect(await stateOf(w)).toEqual(before);
    await rate('dan', id, { score: 'good', comment: 'A potoroo.' });
    for (const name of ['freja', 'emil', 'bea'] as const)
      expect([name, (await w.as(name).get(`/requests/${id}/rating`)).status]).toEqual([name, 403]);
    for (const name of ['dan', 'freja', 'bea'] as const)
      expect(await (await w.as(name).get('/events')).text()).not.toContain('request.rated');
  });

  test('said by many at once is one', async () => {
    const id = await accepted();
    const answers = await Promise.all(Array.from({ length: 6 }, () => rate('dan', id, { score: 'good' })));

    expect(answers.every(({ status }) => [204, 412].includes(status))).toBe(true);
    expect(await ratings()).toHaveLength(1);
  });
});

describe('a link', () => {
  const sent = () => w.system.select(mails, eq(mails.toAddress, 'dan@dune.example'));
  const codeIn = (text = '') => /rate\?code=([\w-]{43})&score=good/.exec(text)?.[1] ?? '';
  async function expired() {
    const id = await shared(w);
    await solve(id);
    await wakeRequests(w.portico.base, new Date(Date.now() + 8 * DAY_MS));
    await w.settle();
    return { id, code: codeIn((await sent()).map(({ text }) => text).find((text) => codeIn(text))) };
  }
  const visitor = () => w.guest().scope;

  test('is mailed when nobody stands before the question, and to look at it keeps nothing', async () => {
    const { id, code } = await expired();
    const before = await stateOf(w);

    await openRating(w.portico.auth, visitor(), code);
    await openRating(w.portico.auth, visitor(), code);
    expect(await stateOf(w)).toEqual(before);
    await rateByLink(w.portico.auth, visitor(), { code, score: 'poor', comment: 'Slow.' });
    await rateByLink(w.portico.auth, visitor(), { code, score: 'good' });
    expect(await ratings()).toMatchObject([
      { requestId: id, score: 'good', comment: 'Slow.', personId: 'per_dan' },
    ]);
  });

  test('opens nothing once the request goes on', async () => {
    const { id, code } = await expired();
    const { version } = await row(id);
    await json(
      w.as('abe').put(`/requests/${id}/status`, { status: 'in_progress' }, { 'if-match': `"${version}"` }),
      200,
    );

    await expect(openRating(w.portico.auth, visitor(), code)).rejects.toMatchObject({ status: 410 });
    await expect(rateByLink(w.portico.auth, visitor(), { code, score: 'good' })).rejects.toMatchObject({
      status: 410,
    });
    await expect(openRating(w.portico.auth, visitor(), 'a'.repeat(43))).rejects.toMatchObject({
      status: 410,
    });
    expect(await ratings()).toEqual([]);
  });

  test('is not mailed to who has just said that it is solved', async () => {
    await accepted();
    await w.settle();

    expect((await sent()).some(({ text }) => codeIn(text))).toBe(false);
  });
});

test('the house sees week by week how it was, and by agent whoever leads them', async () => {
  for (const score of ['good', 'good', 'poor']) await rate('dan', await accepted(), { score });
  const [first] = await ratings();
  await w.db.direct
    .update(requestRatings)
    .set({ createdAt: new Date(Date.now() - 7 * DAY_MS) })
    .where(eq(requestRatings.id, first?.id ?? ''));
  type Told = { weeks: { good: number; poor: number }[]; categories: object[]; agents?: object[] };
  const seen = (by: Name) => json<Told>(w.as(by).get('/ratings'), 200);

  const { weeks, categories, agents } = await seen('ada');
  expect(weeks).toHaveLength(12);
  expect(weeks.slice(-2)).toMatchObject([
    { good: 1, poor: 0 },
    { good: 1, poor: 1 },
  ]);
  expect(categories).toEqual([{ category: 'problem', good: 2, poor: 1 }]);
  expect(agents).toMatchObject([{ good: 2, poor: 1 }]);
  expect((await seen('abe')).agents).toBeUndefined();
  expect((await w.as('dan').get('/ratings')).status).toBe(403);
});
