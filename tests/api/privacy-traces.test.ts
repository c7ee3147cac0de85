import { eq } from 'drizzle-orm';
import { unzipSync } from 'fflate';
import { beforeEach, describe, expect, test } from 'vitest';

import { searchTextOf } from '#api/accounts/search-text.ts';
import { mayBlock } from '#api/people/blocking.ts';
import { accounts, contacts } from '#db/schema/accounts.ts';
import { people, roles } from '#db/schema/people.ts';
import { erasures } from '#db/schema/privacy.ts';
import { messages } from '#db/schema/requests.ts';
import { done, json } from '#tests/support/guards/case.ts';
import { tokenOf } from '#tests/support/guards/tokens.ts';
import { importText } from '#tests/support/imports.ts';
import { rowsWith } from '#tests/support/privacy/searching.ts';
import { world, type Name, type World } from '#tests/support/world.ts';

/** Where somebody may still stand whom the plain way round does not meet. */
let w: World;
beforeEach(async () => {
  w = await world();
});

const match = (version: number) => ({ 'if-match': `"${version}"` });
const enter = (email: string) => w.as('ada').post('/privacy/erasures', { email });

/** @returns the id of the wish, begun and not yet worked off */
async function begun(email: string, name: string): Promise<string> {
  const { id } = await json<{ id: string }>(enter(email), 201);
  await json(w.as('ada').put(`/privacy/erasures/${id}/approval`, {}, match(1)), 200);
  const run = await w.as('ada').put(`/privacy/erasures/${id}/run`, { name }, match(2));
  expect(run.status).toBe(202);
  return id;
}
const erased = async (email: string, name: string) => {
  const id = await begun(email, name);
  await w.settle();
  const [ended] = await w.db.reader.select().from(erasures).where(eq(erasures.id, id));
  expect(ended?.state).toBe('done');
};
const ask = (who: Name, body: string) =>
  json<{ id: string }>(w.as(who).post('/requests', { subject: 'A valve', body, category: 'problem' }));

describe('two entries that became one', () => {
  const QUOKKA = 'Quokka Jones';
  beforeEach(async () => {
    const entry = { name: QUOKKA, email: 'first@quokka.example' };
    await w.db.direct.update(people).set(entry).where(eq(people.id, 'per_ben'));
    await done(w.as('ben').patch('/profile', 1, { name: 'Numbat Jones' }));
    await done(w.as('ben').patch('/profile', 2, { name: QUOKKA }));
    await tokenOf(w, 'ben', { 'requests.read': 'own' }, { name: 'Job of the quokka' });
    await done(w.as('ben').post('/profile/archives'));
    await w.settle();
    await w.db.direct.update(people).set({ name: QUOKKA }).where(eq(people.id, 'per_dora'));
    const into = { intoId: 'per_dora', intoVersion: 1 };
    await json(w.as('ada').post('/people/per_ben/merge', into, match(3)), 200);
  });

  test('leave nothing of either, nor of the names that only one of them had', async () => {
    await ask('emil', `${QUOKKA} has said so, and Numbat Jones too`);
    const before = await rowsWith(w, ['quokka', 'numbat']);
    expect(before.length).toBeGreaterThan(5);
    await erased('dora@dune.example', QUOKKA);

    expect(await rowsWith(w, ['quokka', 'numbat'])).toEqual([]);
  });

  test('are erased as one, whichever address the letter came from', async () => {
    await json(enter('first@quokka.example'), 201);
    const [wish] = await w.db.reader.select().from(erasures);

    expect(wish?.personId).toBe('per_dora');
    expect((await enter('dora@dune.example')).status).toBe(409);
  });
});

describe('whoever is erased', () => {
  test('is let in again by nobody, neither before the job is done nor after', async () => {
    await begun('dora@dune.example', 'Dora Klein');
    const unblock = async () => {
      const [row] = await w.db.reader.select().from(people).where(eq(people.id, 'per_dora'));
      return w.as('ada').delete('/people/per_dora/block', match(row?.version ?? 0));
    };
    expect((await unblock()).status).toBe(409);
    await w.settle();
    expect((await unblock()).status).toBe(409);
    expect(await mayBlock(w.as('ada').scope, 'per_dora')).toBe(false);
    expect(await mayBlock(w.as('ada').scope, 'per_dan')).toBe(true);
  });

  test('goes on as nobody else: what is nameless stays so', async () => {
    await erased('dora@dune.example', 'Dora Klein');
    const [row] = await w.db.reader.select().from(people).where(eq(people.id, 'per_dora'));
    const into = { intoId: 'per_ben', intoVersion: 1 };
    const merged = await w.as('ada').post('/people/per_dora/merge', into, match(row?.version ?? 0));

    expect([merged.status, await merged.json()]).toMatchObject([409, { code: 'people.erased' }]);
  });

  test('takes the address of nobody along that only ends or begins like his', async () => {
    await w.db.direct
      .update(accounts)
      .set({
        billingEmail: 'pan.dora@dune.example',
        remark: 'Not dora@dune.example.br, but dora@dune.example.',
      })
      .where(eq(accounts.id, 'acc_dune'));
    await erased('dora@dune.example', 'Dora Klein');

    expect(await w.system.find(accounts, 'acc_dune')).toMatchObject({
      billingEmail: 'pan.dora@dune.example',
      remark: 'Not dora@dune.example.br, but Deleted user 1.',
    });
  });

  test('may have been called as the placeholder is', async () => {
    await w.db.direct.update(people).set({ name: 'Test User' }).where(eq(people.id, 'per_dora'));
    const { id } = await ask('dora', 'It drips');
    await json(
      w.as('abe').post(`/requests/${id}/messages`, { body: 'Dear Test User, hm', choice: 'answer' }),
    );
    await w.settle();
    await erased('dora@dune.example', 'Test User');
    const said = await w.db.reader.select().from(messages).where(eq(messages.side, 'staff'));

    expect(said.map(({ body }) => body)).toEqual(['Dear Deleted user 1, hm']);
  });

  test('is found in other letters than those of English, in whatever case', async () => {
    await w.db.direct.update(people).set({ name: 'Зоя Ёлкина' }).where(eq(people.id, 'per_dora'));
    await w.db.direct
      .update(accounts)
      .set({ remark: 'ЗОЯ ЁЛКИНА, зоя ёлкина' })
      .where(eq(accounts.id, 'acc_ember'));
    await erased('dora@dune.example', 'Зоя Ёлкина');

    expect(await w.system.find(accounts, 'acc_ember')).toMatchObject({
      remark: 'Deleted user 1, Deleted user 1',
    });
  });

  test('leaves no card behind in his own company that had no address', async () => {
    const card = { name: 'Dora Klein', phone: '+351 912 777 3141' };
    await w.db.direct.insert(contacts).values([
      { id: 'con_own', accountId: 'acc_dune', ...card },
      { id: 'con_other', accountId: 'acc_ember', ...card },
    ]);
    await erased('dora@dune.example', 'Dora Klein');

    expect(await w.system.find(contacts, 'con_own')).toMatchObject({ name: 'Deleted user 1', phone: null });
    expect(await w.system.find(contacts, 'con_other')).toMatchObject(card);
  });

  test('opens no field of his company to those who search the requests', async () => {
    const facts = { name: 'Dune Labs', city: 'Porto', industry: 'Bandicoot farming' };
    await w.db.direct
      .update(accounts)
      .set({ ...facts, searchText: searchTextOf(facts) })
      .where(eq(accounts.id, 'acc_dune'));
    await w.db.direct.update(roles).set({ fields: {} }).where(eq(roles.id, 'role_customer_owner'));
    await ask('dora', 'It drips');
    await erased('dora@dune.example', 'Dora Klein');
    const found = async (q: string) =>
      (await json<{ items: unknown[] }>(w.as('dan').get(`/requests?q=${q}`), 200)).items.length;

    expect([
      await found('bandicoot'),
      await found('porto'),
      await found('dune'),
      await found('deleted'),
    ]).toEqual([0, 0, 1, 1]);
  });
});

test('the copy of who imports does not say how others were called', async () => {
  await importText(w, 'people', 'name,email,company\nQuokka Jones,dora@dune.example,Dune Labs\n');
  await done(w.as('ada').post('/profile/archives'));
  await w.settle();
  const { items } = await json<{ items: { id: string }[] }>(w.as('ada').get('/profile/archives'), 200);
  const answer = await w.as('ada').get(`/profile/archives/${items[0]?.id}/file`);
  const members = unzipSync(new Uint8Array(await answer.arrayBuffer()));
  const activity = new TextDecoder().decode(members['activity.json']);

  expect(activity).toContain('person.changed');
  expect(activity).not.toMatch(/Quokka|Dora/);
});
