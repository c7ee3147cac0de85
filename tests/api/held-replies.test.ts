import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';

import { sendNow } from '#api/requests/holding.ts';
import { drafts } from '#db/schema/drafts.ts';
import { jobs } from '#db/schema/jobs.ts';
import { mails } from '#db/schema/mails.ts';
import { memberships, people } from '#db/schema/people.ts';
import { messages, requests } from '#db/schema/requests.ts';
import { fileId } from '#tests/support/materials.ts';
import { json } from '#tests/support/guards/case.ts';
import { world, type Name, type World } from '#tests/support/world.ts';

const WORDS = 'Bleed the zebrafish valve';

let w: World;
let id: string;
beforeEach(async () => {
  w = await world();
  const asked = { subject: 'The pump hums', body: 'Since Monday.', category: 'problem' };
  ({ id } = await json<{ id: string }>(w.as('dan').post('/requests', asked)));
  await w.settle();
  await w.db.direct.delete(mails);
});

const hold = (more: object = {}, by: Name = 'abe') =>
  w.as(by).put(`/requests/${id}/held-reply`, { body: WORDS, choice: 'solve', ...more });
const held = async (more: object = {}) => json<{ goesAt: string }>(hold(more), 200);
const takeBack = (by: Name = 'abe') => w.as(by).send(`/requests/${id}/held-reply`, { method: 'DELETE' });
const kept = () => w.system.select(drafts);
const said = async () =>
  (await w.system.select(messages, eq(messages.requestId, id))).map(({ body }) => body);
const row = () => w.system.find(requests, id);
/** As if the moment had passed. */
async function pass(): Promise<void> {
  await w.settle();
  await w.db.direct.update(jobs).set({ runAt: new Date() });
  await w.settle();
}

describe('a reply that is on its way', () => {
  test('is nothing to the customer, through no door, and moves nothing', async () => {
    const before = await row();
    await held({ attachments: [await fileId(w, { by: 'abe', name: 'zebrafish.pdf' })] });
    await w.settle();

    expect(await row()).toEqual(before);
    expect(await w.db.reader.$count(mails)).toBe(0);
    const doors = [
      `/requests/${id}`,
      `/requests/${id}/messages`,
      `/requests/${id}/held-reply`,
      `/requests/${id}/links`,
      `/drafts/reply/${id}`,
      `/drafts/held/${id}`,
      '/requests?tab=all&q=zebrafish',
      '/requests?tab=all',
      '/exports/requests?tab=all',
      '/events',
      '/find?q=zebrafish',
    ];
    for (const by of ['dan', 'dora', 'bea', 'emil', 'ada'] as const)
      for (const door of doors) {
        const answer = await w.as(by).get(door);
        const { status } = answer;
        expect([
          by,
          door,
          status,
          (await answer.text()).includes('zebrafish') && !door.includes('q='),
        ]).toEqual([by, door, status, false]);
      }
    expect(
      (await json<{ items: object[] }>(w.as('dan').get('/requests?tab=all&q=zebrafish'), 200)).items,
    ).toEqual([]);
  });

  test('goes out once its moment has passed, with the change of the status', async () => {
    const { goesAt } = await held();
    await w.settle();
    const [job] = await w.db.reader.select().from(jobs);
    expect([job?.name, job?.runAt.getTime()]).toEqual(['send-held-reply', new Date(goesAt).getTime()]);
    expect(await said()).toEqual(['Since Monday.']);

    await pass();
    expect(await said()).toEqual(['Since Monday.', WORDS]);
    expect(await row()).toMatchObject({ status: 'resolved', resolution: 'answered' });
    expect(await kept()).toEqual([]);
    const told = await w.db.reader.select().from(mails);
    expect(told.some(({ toAddress, text }) => toAddress === 'dan@dune.example' && text.includes(WORDS))).toBe(
      true,
    );
    expect((await takeBack()).status).toBe(409);
  });

  test('can be taken back by its author alone, and is a draft again', async () => {
    const file = await fileId(w, { by: 'abe' });
    await held({ attachments: [file] });
    expect([
      (await takeBack('ada')).status,
      (await takeBack('dan')).status,
      (await takeBack('emil')).status,
    ]).toEqual([409, 409, 404]);
    expect((await takeBack()).status).toBe(204);

    const draft = await json<object>(w.as('abe').get(`/drafts/reply/${id}`), 200);
    expect(draft).toMatchObject({
      fields: { body: WORDS, choice: 'solve', audience: 'public' },
      attachments: [{ id: file }],
    });
    await pass();
    expect(await said()).toEqual(['Since Monday.']);
    expect((await row()).status).toBe('submitted');
    expect((await takeBack()).status).toBe(409);
  });

  test('stands above what its author has begun since', async () => {
    await held();
    await w.as('abe').put(`/drafts/reply/${id}`, { fields: { body: 'And then' } }, { 'If-Match': '"0"' });
    expect((await takeBack()).status).toBe(204);

    expect((await kept()).map(({ kind, fields }) => [kind, fields['body']])).toEqual([
      ['reply', `${WORDS}\n\nAnd then`],
    ]);
  });

  test('leaves alone what its author has begun since when it goes out', async () => {
    await held();
    await w.as('abe').put(`/drafts/reply/${id}`, { fields: { body: 'And then' } }, { 'If-Match': '"0"' });
    await pass();

    expect((await kept()).map(({ kind, fields }) => [kind, fields['body']])).toEqual([['reply', 'And then']]);
    expect(await said()).toEqual(['Since Monday.', WORDS]);
  });

  test('goes out before the next one of its author', async () => {
    await held({ choice: 'answer' });
    await held({ body: 'One more thing', choice: 'ask' });
    expect(await said()).toEqual(['Since Monday.', WORDS]);
    await pass();

    expect(await said()).toEqual(['Since Monday.', WORDS, 'One more thing']);
    expect((await row()).status).toBe('waiting_customer');
  });

  const ends = {
    'has withdrawn it': async () => {
      const version = { 'if-match': `"${(await row()).version}"` };
      expect((await w.as('dan').put(`/requests/${id}/withdrawal`, {}, version)).status).toBe(200);
    },
    'no longer answers requests': () =>
      w.db.direct
        .update(memberships)
        .set({ roleId: 'role_house_editor' })
        .where(eq(memberships.id, 'mem_abe')),
    'is disabled': () =>
      w.db.direct.update(people).set({ disabledAt: new Date() }).where(eq(people.id, 'per_abe')),
  };
  test.each(Object.entries(ends))('is a draft again where somebody %s meanwhile', async (_, end) => {
    await held();
    await end();
    await pass();

    expect(await said()).toEqual(['Since Monday.']);
    expect((await kept()).map(({ kind, fields }) => [kind, fields['body']])).toEqual([['reply', WORDS]]);
    expect(await w.db.reader.$count(jobs)).toBe(0);
  });

  test.each(Array.from({ length: 12 }, (_, n) => n))(
    'is sent or taken back, never both: race %i',
    async (n) => {
      await held();
      const send = () =>
        sendNow(w.as('abe').scope, id).then(
          () => 204,
          () => 409,
        );
      const back = async () => (await takeBack()).status;
      const order = n % 2 ? [send, back, pass] : [back, pass, send];
      await Promise.all(
        order.map(async (act, after) => {
          for (let turn = 0; turn < (n % 3) * after; turn += 1) await Promise.resolve();
          return act();
        }),
      );

      const [words, left] = [await said(), await kept()];
      expect(words.filter((one) => one === WORDS).length + left.length).toBe(1);
      expect((await row()).status).toBe(left.length ? 'submitted' : 'resolved');
    },
  );

  test('is refused like any other: for whom, when, and with which files', async () => {
    expect([
      (await hold({}, 'dan')).status,
      (await hold({}, 'max')).status,
      (await hold({}, 'emil')).status,
    ]).toEqual([403, 403, 404]);
    expect((await hold({ choice: undefined })).status).toBe(422);
    expect((await hold({ attachments: [await fileId(w, { by: 'dan' })] })).status).toBe(422);
    expect(await kept()).toEqual([]);
  });
});

describe('who writes while somebody else answers', () => {
  const newest = async () => (await w.system.select(messages, eq(messages.requestId, id))).at(-1)?.id;

  test('is told, and sends all the same once he has seen it', async () => {
    const seen = await newest();
    await json(w.as('ada').post(`/requests/${id}/messages`, { body: 'I have it.', choice: 'answer' }));
    const stale = await hold({ seen });
    expect([stale.status, await stale.json()]).toEqual([
      412,
      expect.objectContaining({ code: 'requests.answered_meanwhile' }),
    ]);
    expect(await kept()).toEqual([]);

    await held({ seen: await newest() });
    await pass();
    expect(await said()).toEqual(['Since Monday.', 'I have it.', WORDS]);
  });

  test('is not stopped by his own words, or by nothing new', async () => {
    const seen = await newest();
    await held({ choice: 'answer', seen });
    await held({ body: 'One more thing', choice: 'ask', seen });
    await pass();

    expect(await said()).toEqual(['Since Monday.', WORDS, 'One more thing']);
  });
});
