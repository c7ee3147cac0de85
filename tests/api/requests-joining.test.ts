import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';

import { listCandidates } from '#api/requests/candidates.ts';
import { goesOnIn } from '#api/requests/merging.ts';
import { findRequest } from '#api/requests/service.ts';
import { requests, type Request } from '#db/schema/requests.ts';
import { json } from '#tests/support/guards/case.ts';
import { world, type Name, type World } from '#tests/support/world.ts';

let w: World;
beforeEach(async () => {
  w = await world();
});

type Listed = { items: { linkId: string; word: string }[] };
type Sent = { id: string; reference: string };
const submit = (by: Name, subject: string) =>
  json<Sent>(w.as(by).post('/requests', { subject, body: 'It hums.', category: 'problem' }));
const row = (id: string) => w.system.find(requests, id);
const stand = (id: string, change: Partial<Request>) =>
  w.db.direct.update(requests).set(change).where(eq(requests.id, id));
const put = async (by: Name, id: string, noun: string, body: unknown = {}) =>
  w.as(by).put(`/requests/${id}/${noun}`, body, { 'if-match': `"${(await row(id)).version}"` });

describe('what a request could go on in', () => {
  const found = async (id: string, q?: string) => {
    const { scope } = w.as('abe');
    const { own, others } = await listCandidates(scope, await findRequest(scope, id), q);
    const subjects = (all: { subject: string }[]) => all.map(({ subject }) => subject);
    return { own: subjects(own), others: subjects(others) };
  };

  test('is what the same person has asked, then the rest of the company, as long as it is open', async () => {
    const { id } = await submit('dan', 'Pump');
    await submit('dan', 'Valve');
    await submit('dora', 'Gate');
    await submit('emil', 'Foreign');
    await put('dan', (await submit('dan', 'Withdrawn')).id, 'withdrawal');

    expect(await found(id)).toEqual({ own: ['Valve'], others: ['Gate'] });
    expect(await found(id, 'gate')).toEqual({ own: [], others: ['Gate'] });
    expect(await found(id, 'foreign')).toEqual({ own: [], others: [] });
  });

  test('is for a guest what he has asked, and what others have asked only for who looks for it', async () => {
    const guest = (guestEmail: string) =>
      ({ requesterId: null, accountId: 'acc_house', guestEmail }) as const;
    const { id } = await submit('dan', 'Pump');
    await stand(id, guest('gil@visitor.example'));
    await stand((await submit('dan', 'Valve')).id, guest('gil@visitor.example'));
    await stand((await submit('dan', 'Gate')).id, guest('gwen@visitor.example'));

    expect(await found(id)).toEqual({ own: ['Valve'], others: [] });
    expect(await found(id, 'gate')).toEqual({ own: [], others: ['Gate'] });
  });
});

test('whoever cannot reach the request that goes on is not led there', async () => {
  const [from, into] = [await submit('dan', 'Pump'), await submit('dan', 'Valve')];
  expect((await put('abe', from.id, 'merger', { into: into.reference })).status).toBe(200);
  const on = async (by: Name) => goesOnIn(w.as(by).scope, await row(from.id));

  expect(await on('dan')).toEqual({ id: into.id, reference: into.reference });
  expect(await on('emil')).toBeUndefined();
});

test('a connection says which one follows, is taken away and made again, and that of a split stays', async () => {
  const [late, early] = [await submit('dan', 'Pump'), await submit('dan', 'Valve')];
  const link = (kind: string) =>
    w.as('abe').post(`/requests/${late.id}/links`, { to: early.reference, kind });
  const links = async (id: string) =>
    (await json<Listed>(w.as('abe').get(`/requests/${id}/links`), 200)).items;
  expect((await link('split')).status).toBe(422);
  expect((await link('follows')).status).toBe(204);
  expect(await links(early.id)).toMatchObject([{ id: late.id, word: 'followed' }]);
  const [made] = await links(late.id);
  expect(made).toMatchObject({ id: early.id, word: 'follows' });
  const unlink = (id: string, linkId = '') => w.as('abe').delete(`/requests/${id}/links/${linkId}`);
  expect((await unlink(late.id, made?.linkId)).status).toBe(204);
  expect((await link('related')).status).toBe(204);

  const said = await json<{ id: string }>(
    w.as('dan').post(`/requests/${late.id}/messages`, { body: 'The gate squeaks, too.' }),
  );
  const version = { 'if-match': `"${(await row(late.id)).version}"` };
  const part = { messageId: said.id, subject: 'Gate' };
  const born = await json<Sent>(w.as('abe').post(`/requests/${late.id}/parts`, part, version));
  const [split] = await links(born.id);
  expect(split).toMatchObject({ word: 'split' });
  expect((await unlink(born.id, split?.linkId)).status).toBe(404);
});

test('the house alone reads what it waits for, and until when', async () => {
  const { id } = await submit('dan', 'Pump');
  const wait = { status: 'waiting_other', until: '2099-01-31', reason: 'The foundry casts a new one' };
  expect((await put('abe', id, 'status', wait)).status).toBe(200);
  const read = (by: Name) => json<Record<string, unknown>>(w.as(by).get(`/requests/${id}`), 200);

  expect((await read('abe'))['waitsFor']).toEqual({ reason: wait.reason, until: wait.until });
  expect(JSON.stringify(await read('dan'))).not.toContain('foundry');
  expect((await findRequest(w.as('dan').scope, id)).waitReason).toBeNull();
});
