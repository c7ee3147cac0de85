import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';

import { accounts } from '#db/schema/accounts.ts';
import { articles, sections } from '#db/schema/articles.ts';
import { memberships } from '#db/schema/people.ts';
import { attachments, requests } from '#db/schema/requests.ts';
import { siteKeys } from '#db/schema/sites.ts';
import { done, json } from '#tests/support/guards/case.ts';
import { fileId } from '#tests/support/materials.ts';
import { opportunityActs } from '#tests/support/opportunities.ts';
import { stateOf } from '#tests/support/state.ts';
import { world, type Name, type World } from '#tests/support/world.ts';

/** Ways round to what the front door refuses. */
const question = { subject: 'The bandicoot valve leaks', body: 'It drips.', category: 'problem' };
type Made = { id: string; version: number; reference: string };

let w: World;
beforeEach(async () => {
  w = await world();
});

const ask = (by: Name, more: object = {}) => json<Made>(w.as(by).post('/requests', { ...question, ...more }));
const text = async (name: Name, path: string) => (await w.as(name).get(path)).text();

async function withFile(by: Name) {
  const { id } = await ask(by, { attachments: [await fileId(w, { by })] });
  const [attachment] = await w.system.select(attachments, eq(attachments.requestId, id));
  return { id, attachment: attachment?.id ?? '' };
}

async function site(by: Name) {
  const { id } = await json<Made>(w.as(by).post('/sites', { name: by, origins: ['https://a.example'] }));
  const [key] = await w.system.select(siteKeys, eq(siteKeys.siteId, id));
  return { id, key: key?.id ?? '' };
}

describe('a part of a thing', () => {
  test('is not found under another thing, though both be mine', async () => {
    const [mine, other, theirs] = [await withFile('dan'), await withFile('dan'), await withFile('emil')];
    const status = async (id: string, attachment: string) =>
      (await w.as('dan').get(`/requests/${id}/attachments/${attachment}`)).status;

    expect(await status(mine.id, theirs.attachment)).toBe(404);
    expect(await status(theirs.id, theirs.attachment)).toBe(404);
    expect(await status(mine.id, other.attachment)).toBe(404);
    expect(await status(mine.id, mine.attachment)).toBe(200);
  });

  test('is not ended under another thing', async () => {
    const [mine, other, theirs] = [await site('bea'), await site('bea'), await site('cleo')];
    const before = await stateOf(w);
    const status = async (id: string, key: string) =>
      (await w.as('bea').delete(`/sites/${id}/keys/${key}`)).status;

    expect(await status(mine.id, theirs.key)).toBe(404);
    expect(await status(theirs.id, theirs.key)).toBe(404);
    expect(await status(mine.id, other.key)).toBe(404);
    expect(await stateOf(w)).toEqual(before);
    expect(await status(mine.id, mine.key)).toBe(204);
  });
});

describe('a cursor', () => {
  test('of somebody else leads to no row of his', async () => {
    for (let n = 0; n < 27; n += 1) await ask('emil');
    await ask('dan', { subject: 'My own' });
    const { next } = await json<{ next: string }>(w.as('emil').get('/requests'), 200);
    const { items, total } = await json<{ items: unknown[]; total: number }>(
      w.as('dan').get(`/requests?before=${next}`),
      200,
    );

    expect(items).toMatchObject([{ subject: 'My own' }]);
    expect(total).toBe(1);
    expect(await text('emil', `/requests?after=${next}`)).toContain(question.subject);
  });
});

describe('an Idempotency-Key', () => {
  const key = { 'idempotency-key': 'one attempt' };

  test('gives nobody else the answer that it got', async () => {
    const first = await json<Made>(w.as('dan').post('/requests', question, key));
    const second = await json<Made>(w.as('emil').post('/requests', question, key));

    expect(second.id).not.toBe(first.id);
    expect((await json<Made>(w.as('dan').post('/requests', question, key))).id).toBe(first.id);
  });

  test('gives a person who acts for another account nothing of the first one', async () => {
    const roleId = 'role_customer_owner';
    await w.db.direct
      .insert(memberships)
      .values({ id: 'mem_both', personId: 'per_dan', accountId: 'acc_ember', roleId });
    const set = await w.portico.auth.openSession({ personId: 'per_dan', membershipId: 'mem_both' });
    const cookie = set.split(';')[0] ?? '';
    await json(w.as('dan').post('/requests', question, key));

    const answer = await json(w.as('dan').post('/requests', question, { ...key, cookie }));
    expect(answer).toMatchObject({ account: { id: 'acc_ember' } });
    expect(await w.db.reader.$count(requests)).toBe(2);
  });
});

describe('whom the house waits for', () => {
  const doors = (id: string) => [
    '/requests?tab=all',
    '/requests?status=waiting_other',
    '/requests?status=in_progress',
    `/requests/${id}`,
    `/requests/${id}/messages`,
    '/events',
  ];

  test('is its own affair: customers and partners find a request in progress', async () => {
    const { id } = await ask('dan');
    const { version } = await w.system.find(requests, id);
    const wait = { status: 'waiting_other', until: '2099-01-31', reason: 'The foundry' };
    await done(w.as('abe').put(`/requests/${id}/status`, wait, { 'if-match': `"${version}"` }));

    for (const name of ['dan', 'bea'] as const)
      for (const door of doors(id)) expect(await text(name, door)).not.toMatch(/waiting_other|"wait"/);
    const found = async (name: Name, status: string) =>
      (await json<{ total: number }>(w.as(name).get(`/requests?status=${status}`), 200)).total;
    expect(await found('dan', 'in_progress')).toBe(1);
    expect(await found('dan', 'waiting_other')).toBe(0);
    expect(await found('abe', 'waiting_other')).toBe(1);
    expect(await text('abe', `/requests/${id}/messages`)).toContain('waiting_other');
  });

  test('is not to be told from what follows either', async () => {
    const { id } = await ask('dan');
    const set = async (status: string) => {
      const { version } = await w.system.find(requests, id);
      const change = { status, until: '2099-01-31', reason: 'The foundry' };
      await done(w.as('abe').put(`/requests/${id}/status`, change, { 'if-match': `"${version}"` }));
    };
    await set('in_progress');
    const before = await text('dan', '/events');
    await set('waiting_other');
    expect(await text('dan', '/events')).toBe(before);
    await set('closed');

    for (const door of doors(id)) expect(await text('dan', door)).not.toMatch(/waiting_other|"wait"/);
    expect(await text('abe', '/events')).toContain('waiting_other');
  });
});

describe('two partners of one customer', () => {
  test('learn nothing of each other from what happened there', async () => {
    const contact = { name: 'Noor Haddad' };
    const { id } = await json<Made>(w.as('bea').post('/accounts/acc_dune/contacts', contact));
    await done(w.as('bea').patch(`/contacts/${id}`, 1, { title: 'Buyer' }));
    await opportunityActs(w).begin('bea', { title: 'Numbat alarm' });
    await ask('bea', { subject: 'The numbat valve' });

    for (const path of ['/accounts/acc_dune', '/accounts/acc_dune/history', '/events', '/opportunities'])
      expect(await text('cleo', path)).not.toMatch(/brightline|bea sandoval|per_bea|numbat/i);
    expect(await text('dan', '/accounts/acc_dune/history')).toContain('Brightline');
  });
});

describe('a partner above another', () => {
  test('learns what is sold, and not which of the people there sells it', async () => {
    await w.db.direct
      .update(accounts)
      .set({ parentId: 'acc_brightline' })
      .where(eq(accounts.id, 'acc_cobalt'));
    const acts = opportunityActs(w);
    const { id } = await acts.begin('cleo', { title: 'Numbat alarm' });
    await json(w.as('cleo').post(`/opportunities/${id}/notes`, { body: 'They want it by June.' }));

    const doors = ['', '/notes', '/history'].map((part) => `/opportunities/${id}${part}`);
    for (const path of [...doors, '/opportunities?account=acc_cobalt', '/events']) {
      const answer = await w.as('bea').get(path);
      expect(answer.status).toBe(200);
      expect(await answer.text()).not.toMatch(/per_cleo|petrova/i);
    }
    expect(await text('bea', '/opportunities?account=acc_cobalt')).toContain(id);
    expect(await text('cleo', `/opportunities/${id}`)).toContain('per_cleo');
  });

  test('does not find out by asking for a name, nor when it passes to somebody else', async () => {
    await w.db.direct
      .update(accounts)
      .set({ parentId: 'acc_cobalt' })
      .where(eq(accounts.id, 'acc_brightline'));
    const acts = opportunityActs(w);
    const { id } = await acts.begin('bea', { title: 'Numbat alarm', shared: true });
    await done(w.as('bea').patch(`/opportunities/${id}`, 1, { ownerId: 'per_ben' }));
    const found = (who: 'bea' | 'ada' | 'cleo', query: string) =>
      acts.titles(who, `?account=acc_brightline&${query}`);

    for (const query of ['q=whitfield', 'q=numbat+ben', 'owner=per_ben']) {
      expect(await found('cleo', query)).toEqual([]);
      expect(await found('bea', query)).toEqual(['Numbat alarm']);
      expect(await found('ada', query)).toEqual(['Numbat alarm']);
    }
    expect(await found('cleo', 'q=numbat+dune')).toEqual(['Numbat alarm']);
    expect(await text('cleo', `/opportunities/${id}/history`)).not.toMatch(/whitfield|sandoval/i);
    expect(await text('ada', `/opportunities/${id}/history`)).toMatch(/Sandoval.*Whitfield/);
  });
});

describe('a visitor of a website', () => {
  test('finds public help and no other, whoever the site belongs to', async () => {
    const names = { en: 'Animals', es: 'Animales', ru: 'Животные' };
    await w.db.direct.insert(sections).values({ id: 'sec_a', slug: 'a', names, position: 0 });
    const write = async (audience: string) => {
      const words = { title: `Bilby for ${audience}`, summary: 'It sleeps.', body: 'A bilby sleeps.' };
      const { id } = await json<Made>(
        w.as('eve').post('/articles', { sectionId: 'sec_a', audience, locale: 'en', ...words }),
      );
      await done(w.as('eve').put(`/articles/${id}/publication`));
    };
    for (const audience of ['public', 'signed_in', 'customers', 'partners', 'internal'])
      await write(audience);
    await w.settle();
    const { keys } = await json<{ keys: { key: string }[] }>(
      w.as('bea').post('/sites', { name: 'Shop', origins: ['https://shop.example'] }),
    );
    const answer = await w.app.request('/api/widgets/articles?q=bilby', {
      headers: {
        origin: 'https://shop.example',
        'x-portico-site': keys[0]?.key ?? '',
        // A cookie that comes along counts for nothing here.
        cookie: await w.as('ada').cookie(),
      },
    });

    expect(await w.db.reader.$count(articles)).toBe(5);
    expect((await answer.text()).match(/Bilby for \w+/g)).toEqual(['Bilby for public']);
  });
});
