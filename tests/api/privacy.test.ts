/* oxlint-disable import/max-dependencies -- it goes through everything that an erasure touches */
import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';

import { monthAfter } from '#api/privacy/due.ts';
import { runErasure } from '#api/privacy/run.ts';
import { states, type ErasureStep } from '#api/privacy/states.ts';
import { erasureStates } from '#db/enums.ts';
import { newId } from '#db/ids.ts';
import { events } from '#db/schema/events.ts';
import { imports } from '#db/schema/imports.ts';
import { files } from '#db/schema/files.ts';
import { memberships, people, sessions } from '#db/schema/people.ts';
import { erasures, type Erasure } from '#db/schema/privacy.ts';
import { mails } from '#db/schema/mails.ts';
import { messages } from '#db/schema/requests.ts';
import { done, json } from '#tests/support/guards/case.ts';
import { stateOf } from '#tests/support/state.ts';
import { world, type Name, type World } from '#tests/support/world.ts';

let w: World;
let many = 0;
beforeEach(async () => {
  w = await world();
});

/** A wish of Dora, who leads nothing. */
async function wish(change: Partial<typeof erasures.$inferInsert> = {}): Promise<Erasure> {
  many += 1;
  const [row] = await w.db.direct
    .insert(erasures)
    .values({
      id: newId('era'),
      number: many,
      personId: 'per_dora',
      channel: 'self',
      state: 'asked',
      dueAt: new Date(),
      tally: {},
      ...change,
    })
    .returning();
  return row as Erasure;
}

const match = (version = 1) => ({ 'if-match': `"${version}"` });
const CALLS: Record<Exclude<ErasureStep, 'finish'>, (id: string, version?: number) => Promise<Response>> = {
  approve: (id, version) => w.as('ada').put(`/privacy/erasures/${id}/approval`, {}, match(version)),
  refuse: (id, version) =>
    w.as('ada').put(`/privacy/erasures/${id}/refusal`, { refusal: 'legal_duty' }, match(version)),
  withdraw: (id, version) => w.as('dora').delete(`/profile/erasure/${id}`, match(version)),
  run: (id, version) =>
    w.as('ada').put(`/privacy/erasures/${id}/run`, { name: 'Dora Klein' }, match(version)),
};
const stateNow = async (id: string) =>
  (await w.db.reader.select().from(erasures).where(eq(erasures.id, id)))[0]?.state;

describe('the life of a wish', () => {
  const cells = erasureStates.flatMap((state) =>
    (Object.keys(CALLS) as (keyof typeof CALLS)[]).map((step) => ({ state, step, to: states[state][step] })),
  );

  test.each(cells)('$step in the state $state leads to $to', async ({ state, step, to }) => {
    const { id } = await wish({ state });
    const before = await stateOf(w);
    const { status } = await CALLS[step](id);

    const kept = JSON.stringify(await stateOf(w)) === JSON.stringify(before);
    const told = to ? status < 300 : status === 409;

    expect([told, kept, await stateNow(id)]).toEqual([true, to === undefined, to ?? state]);
  });

  test('an answer is due in a month on the calendar', () => {
    const due = (day: string) =>
      monthAfter(new Date(`${day}T10:00:00Z`))
        .toISOString()
        .slice(0, 10);

    expect([due('2026-01-31'), due('2028-01-31'), due('2026-11-22'), due('2026-12-31')]).toEqual([
      '2026-02-28',
      '2028-02-29',
      '2026-12-22',
      '2027-01-31',
    ]);
  });
});

describe('asking', () => {
  test('takes a fresh proof, happens once, and can be taken back and asked anew', async () => {
    const dora = w.as('dora');
    await dora.cookie();
    await w.db.direct.update(sessions).set({ provenAt: new Date(Date.now() - 11 * 60_000) });
    expect(await (await dora.post('/profile/erasure', {})).json()).toMatchObject({
      code: 'auth.prove_again',
    });
    await w.db.direct.update(sessions).set({ provenAt: new Date() });

    const both = await Promise.all([dora.post('/profile/erasure', {}), dora.post('/profile/erasure', {})]);
    expect(both.map(({ status }) => status).sort()).toEqual([202, 409]);
    const { erasure } = await json<{ erasure: Erasure }>(dora.get('/profile/erasure'), 200);
    await done(dora.delete(`/profile/erasure/${erasure.id}`, match()));
    expect((await dora.post('/profile/erasure', {})).status).toBe(202);
  });

  test('by letter is for staff, about somebody who is known and may no more than they', async () => {
    const enter = (by: Name, email: string) => w.as(by).post('/privacy/erasures', { email });
    await w.db.direct
      .update(memberships)
      .set({ roleId: 'role_house_admin' })
      .where(eq(memberships.personId, 'per_max'));

    expect((await enter('ada', 'dora@dune.example')).status).toBe(201);
    expect((await enter('ada', 'nobody@dune.example')).status).toBe(422);
    expect((await enter('ada', 'ada@house.example')).status).toBe(403);
    expect((await enter('ada', 'max@house.example')).status).toBe(201);
    expect((await enter('abe', 'emil@ember.example')).status).toBe(403);
  });

  test('and being refused is told by mail, with the reason and where to complain', async () => {
    const { id } = await wish();
    const refusal = { refusal: 'legal_duty', note: 'Invoices are kept for ten years.' };
    await json(w.as('ada').put(`/privacy/erasures/${id}/refusal`, refusal, match()), 200);
    await w.settle();
    const [mail] = await w.db.reader.select().from(mails).where(eq(mails.toAddress, 'dora@dune.example'));

    expect(mail?.text).toContain('a law obliges us');
    expect(mail?.text).toContain(refusal.note);
    expect(mail?.text).toContain('data protection authority');
  });
});

describe('running', () => {
  test('takes the name, and nothing that must be settled before', async () => {
    const { id } = await wish({ state: 'approved', personId: 'per_dan' });
    const run = (name: string) => w.as('ada').put(`/privacy/erasures/${id}/run`, { name }, match());
    const before = await stateOf(w);
    expect((await run('Dan')).status).toBe(422);
    expect(await (await run('Dan Reyes')).json()).toMatchObject({ code: 'privacy.blocked' });
    expect(await stateOf(w)).toEqual(before);
    const { plan } = await json<{ plan: { blockers: unknown } }>(
      w.as('ada').get(`/privacy/erasures/${id}`),
      200,
    );
    expect(plan.blockers).toEqual([{ code: 'last_leader', accountId: 'acc_dune', name: 'Dune Labs' }]);

    const owner = { roleId: 'role_customer_owner' };
    await w.db.direct.update(memberships).set(owner).where(eq(memberships.id, 'mem_dora'));
    expect((await run('Dan Reyes')).status).toBe(202);
  });

  test('waits for an import that could bring the data back', async () => {
    const { id } = await wish({ state: 'approved' });
    const row = {
      name: 'a.csv',
      type: 'text/csv',
      size: 1,
      sha256: '',
      uploadedBy: 'per_ada',
      accountId: 'acc_house',
    };
    await w.db.direct.insert(files).values({ id: 'file_1', ...row });
    const job = {
      kind: 'people',
      source: 'crm',
      fileId: 'file_1',
      fileName: 'a.csv',
      personId: 'per_ada',
    } as const;
    const [made] = await w.db.direct
      .insert(imports)
      .values({
        ...job,
        state: 'running',
        mapping: {} as never,
        analysis: {} as never,
        total: 1,
        rejected: {},
        notes: [],
      })
      .returning();
    expect((await CALLS.run(id)).status).toBe(409);

    await w.db.direct
      .update(imports)
      .set({ state: 'done' })
      .where(eq(imports.id, made?.id ?? ''));
    expect((await CALLS.run(id)).status).toBe(202);
  });

  test('begins once, when two begin at the same moment or it is taken back meanwhile', async () => {
    const { id } = await wish({ state: 'approved' });
    const dora = w.as('dora');
    await dora.cookie();
    const answers = await Promise.all([
      CALLS.run(id),
      CALLS.run(id),
      dora.delete(`/profile/erasure/${id}`, match()),
    ]);

    expect(answers.filter(({ status }) => status < 300)).toHaveLength(1);
    expect(['running', 'withdrawn']).toContain(await stateNow(id));
  });

  test('puts the person out at once, and what is written meanwhile goes too', async () => {
    const dora = w.as('dora');
    const question = { subject: 'The valve leaks', body: 'The wombat drips.', category: 'problem' };
    const { id: requestId } = await json<{ id: string }>(dora.post('/requests', question));
    const { id } = await wish({ state: 'approved' });
    expect((await CALLS.run(id)).status).toBe(202);
    expect((await dora.post(`/requests/${requestId}/messages`, { body: 'The wombat again.' })).status).toBe(
      401,
    );
    // What was under way when the session ended still writes.
    const late = {
      requestId,
      seq: 9,
      authorId: 'per_dora',
      side: 'customer',
      body: 'The late wombat.',
    } as const;
    await w.db.direct.insert(messages).values({ id: 'msg_late', ...late });
    await w.settle();

    expect(await stateNow(id)).toBe('done');
    expect(JSON.stringify(await stateOf(w))).not.toContain('wombat');
  });

  test('goes on where it stood after a crash, and again changes nothing', async () => {
    const { id } = await wish({ state: 'approved' });
    await w.as('dora').post('/requests', { subject: 'A', body: 'The wombat drips.', category: 'problem' });
    await w.settle();
    expect((await CALLS.run(id)).status).toBe(202);
    await w.db.direct.update(erasures).set({ position: 3 }).where(eq(erasures.id, id));
    await w.settle();
    const [ended] = await w.db.reader.select().from(erasures).where(eq(erasures.id, id));
    const after = await stateOf(w);
    expect(ended).toMatchObject({ state: 'done', marks: null, reason: null });

    const begun = { names: ['Dora Klein'], emails: ['dora@dune.example'], phones: [] };
    await w.db.direct
      .update(erasures)
      .set({ state: 'running', position: 0, marks: begun })
      .where(eq(erasures.id, id));
    const [event] = await w.db.reader.select().from(events).where(eq(events.name, 'erasure.started'));
    if (!event) throw new Error('nobody has begun');
    await runErasure(w.portico)(event, new AbortController().signal);
    const again = await stateOf(w);
    const changed = Object.keys(again).filter((table) => again[table] !== after[table]);

    expect(changed.sort()).toEqual(['erasures', 'events']);
  });

  test('frees the address: whoever has it may join as somebody new', async () => {
    const { id } = await wish({ state: 'approved' });
    await CALLS.run(id);
    await w.settle();
    const invited = await w
      .as('dan')
      .post('/people/invitations', { email: 'dora@dune.example', roleId: 'role_customer_member' });
    expect(invited.status).toBe(201);
    const [gone] = await w.db.reader.select().from(people).where(eq(people.id, 'per_dora'));

    expect(gone).toMatchObject({ email: 'per_dora', name: expect.stringMatching(/^Deleted user \d+$/) });
    expect(gone?.erasedAt).toBeInstanceOf(Date);
  });
});
