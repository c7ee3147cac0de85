import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';

import type { Results } from '#api/bulk/service.ts';
import { fill } from '#api/macros/placeholders.ts';
import type { Plan } from '#api/macros/planning.ts';
import { requestClocks } from '#db/schema/service-levels.ts';
import { messages, requests } from '#db/schema/requests.ts';
import { json } from '#tests/support/guards/case.ts';
import { stateOf } from '#tests/support/state.ts';
import { world, type Name, type World } from '#tests/support/world.ts';

let w: World;
let id: string;
beforeEach(async () => {
  w = await world();
  const asked = { subject: 'The {{agent}} valve', body: 'It drips.', category: 'problem' };
  ({ id } = await json<{ id: string }>(w.as('dan').post('/requests', asked)));
});

type Saved = { id: string; version: number };
const save = (macro: object, who: Name = 'abe') =>
  json<Saved>(w.as(who).post('/macros', { name: 'Of the day', ...macro }));
const plan = (macroId: string) => json<Plan>(w.as('abe').get(`/requests/${id}/macros/${macroId}`), 200);
const run = (macroId: string, version: number, body?: string) =>
  w.as('abe').put(`/requests/${id}/macro`, { macroId, body }, { 'if-match': `"${version}"` });
const row = async () => await w.system.find(requests, id);
const tags = async () =>
  (await json<{ items: { name: string }[] }>(w.as('abe').get(`/requests/${id}/tags`), 200)).items.map(
    ({ name }) => name,
  );

test('what is shown before is what is done, all at once', async () => {
  const macro = await save({
    reply: 'Dear {{requester}} of {{ Company }}, {{reference}} “{{subject}}” is with {{agent}} at {{house}}.',
    choice: 'ask',
    priority: 'urgent',
    assignee: 'me',
    tags: ['Drip', 'Yard'],
  });
  const shown = await plan(macro.id);
  expect(shown).toEqual({
    macro: { id: macro.id, name: 'Of the day' },
    version: 1,
    reply:
      'Dear Dan Reyes of Dune Labs, REQ-1 “The {{agent}} valve” is with Abe Okafor at Northlight Instruments.',
    choice: 'ask',
    status: { from: 'submitted', to: 'waiting_customer' },
    priority: { from: 'normal', to: 'urgent' },
    assignee: { from: null, to: { id: 'per_abe', name: 'Abe Okafor' } },
    tags: ['Drip', 'Yard'],
  });

  expect((await run(macro.id, 1)).status).toBe(200);
  expect(await row()).toMatchObject({
    status: 'waiting_customer',
    priority: 'urgent',
    assigneeId: 'per_abe',
    version: 2,
    reminders: 0,
  });
  expect(await tags()).toEqual(['Drip', 'Yard']);
  const said = await w.system.select(messages, eq(messages.requestId, id));
  expect(said.map(({ body }) => body)).toEqual(['It drips.', shown.reply]);
});

/** Each action alone, and where it leaves a new request. */
const alone = [
  { macro: { status: 'closed' }, is: { status: 'closed' } },
  { macro: { status: 'in_progress' }, is: { status: 'in_progress' } },
  { macro: { priority: 'high' }, is: { status: 'submitted', priority: 'high' } },
  { macro: { assignee: 'me' }, is: { status: 'in_progress', assigneeId: 'per_abe' } },
  { macro: { assignee: 'per_ada' }, is: { status: 'submitted', assigneeId: 'per_ada' } },
  { macro: { assignee: 'nobody' }, is: { status: 'submitted', assigneeId: null } },
  { macro: { tags: ['Drip'] }, is: { status: 'submitted' } },
  { macro: { reply: 'Done.', choice: 'solve' }, is: { status: 'resolved', resolution: 'answered' } },
] as const;

test.each(alone)('$macro alone', async ({ macro, is }) => {
  const { id: macroId } = await save(macro);
  expect((await run(macroId, 1)).status).toBe(200);
  expect(await row()).toMatchObject({ ...is, version: 2 });
});

test('a priority and a reply count for the clocks as if one had come after the other', async () => {
  const { id: macroId } = await save({ reply: 'One moment.', choice: 'answer', priority: 'urgent' });
  await run(macroId, 1);
  const clocks = () => w.system.select(requestClocks);
  const both = (await clocks()).map(({ target, pausedAt, metAt }) => [target, pausedAt, metAt !== null]);
  expect(both.length).toBeGreaterThan(0);
  await w.as('abe').put(`/requests/${id}/priority`, { priority: 'normal' }, { 'if-match': '"2"' });
  await w.as('abe').put(`/requests/${id}/priority`, { priority: 'urgent' }, { 'if-match': '"3"' });
  expect((await clocks()).map(({ target, pausedAt, metAt }) => [target, pausedAt, metAt !== null])).toEqual(
    both,
  );
});

test('what somebody has changed in the meantime is not run over', async () => {
  const { id: macroId } = await save({ reply: 'Done.', tags: ['Drip'] });
  await w.as('dan').post(`/requests/${id}/messages`, { body: 'Still dripping.' });
  const before = await stateOf(w);
  expect((await run(macroId, 1)).status).toBe(412);
  expect(await stateOf(w)).toEqual(before);
  expect((await run(macroId, 2, 'As I see now.')).status).toBe(200);
  const [, , last] = await w.system.select(messages, eq(messages.requestId, id));
  expect(last?.body).toBe('As I see now.');
});

test('in bulk each is told what became of it, and what said nothing is taken back', async () => {
  const closing = await save({ status: 'closed', tags: ['Old'], assignee: 'per_ada' });
  const other = await json<{ id: string }>(
    w.as('dora').post('/requests', { subject: 'Another', body: 'Too.', category: 'question' }),
  );
  await w.as('dora').put(`/requests/${other.id}/withdrawal`, {}, { 'if-match': '"1"' });
  const bulk = { ids: [id, other.id], act: 'macro', macro: closing.id };
  const { change, results } = await json<Results>(w.as('abe').post('/request-changes', bulk), 200);
  expect(results.map(({ code }) => code)).toEqual([undefined, 'requests.closed']);
  expect(await row()).toMatchObject({ status: 'closed', assigneeId: 'per_ada' });

  await w.as('abe').put(`/requests/${id}/status`, { status: 'in_progress' }, { 'if-match': '"2"' });
  const back = await json<Results>(w.as('abe').delete(`/request-changes/${change}`), 200);
  expect(back.results.map(({ code }) => code)).toEqual(['bulk.moved_on']);
});

test('what a macro has moved in bulk is moved back', async () => {
  await w.as('abe').put(`/requests/${id}/status`, { status: 'in_progress' }, { 'if-match': '"1"' });
  const closing = await save({ status: 'closed', assignee: 'per_ada', tags: ['Old'], priority: 'high' });
  const bulk = { ids: [id], act: 'macro', macro: closing.id };
  const { change } = await json<Results>(w.as('abe').post('/request-changes', bulk), 200);
  await json<Results>(w.as('abe').delete(`/request-changes/${change}`), 200);
  expect(await row()).toMatchObject({ status: 'in_progress', assigneeId: null, priority: 'normal' });
  expect(await tags()).toEqual([]);
});

describe('what is no macro', () => {
  test.each([
    [{ reply: 'Dear {{customer}}' }, 'reply', 'macros.unknown_placeholder'],
    [{ reply: 'Dear', status: 'closed' }, 'status', 'macros.reply_moves'],
    [{}, 'reply', 'macros.does_nothing'],
    [{ assignee: 'per_dan' }, 'assignee', 'requests.not_an_agent'],
    [{ status: 'waiting_other' }, 'status', 'invalid_union'],
  ])('%j', async (macro, field, code) => {
    const answer = await w.as('abe').post('/macros', { name: 'None', ...macro });
    const { fields } = (await answer.json()) as { fields: Record<string, string> };
    expect(answer.status).toBe(422);
    expect(fields).toEqual({ [field]: code });
  });
});

test('one’s own is nobody else’s, and a shared one is changed by its owner or whoever sets the house up', async () => {
  const own = await save({ status: 'closed' }, 'ada');
  expect((await run(own.id, 1)).status).toBe(404);
  const all = await save({ status: 'closed', shared: true }, 'ada');
  const change = { name: 'Mine now', status: 'closed', shared: true };
  expect((await w.as('abe').put(`/macros/${all.id}`, change, { 'if-match': '"1"' })).status).toBe(403);
  expect((await run(all.id, 1)).status).toBe(200);

  const abes = await save({ status: 'closed', shared: true });
  const to = (shared: boolean) =>
    w.as('ada').put(`/macros/${abes.id}`, { ...change, shared }, { 'if-match': '"1"' });
  expect((await to(false)).status).toBe(403);
  expect((await to(true)).status).toBe(200);
});

test('a removed one does nothing, until it is had back', async () => {
  const { id: macroId } = await save({ status: 'closed' });
  await w.as('abe').delete(`/macros/${macroId}`, { 'if-match': '"1"' });
  expect((await run(macroId, 1)).status).toBe(404);
  await w.as('abe').delete(`/macros/${macroId}/removal`, { 'if-match': '"2"' });
  expect((await run(macroId, 1)).status).toBe(200);
});

test('what somebody is called is no placeholder', () => {
  const values = {
    requester: '{{agent}} $& $1',
    company: '',
    reference: '',
    subject: '',
    agent: 'Abe',
    house: '',
  };
  expect(fill('{{requester}}, {{AGENT}}, {{nobody}}', values)).toBe('{{agent}} $& $1, Abe, {{nobody}}');
});

test('what an agent has begun to write himself outlives a macro', async () => {
  const draft = `/drafts/reply/${id}`;
  await w.as('abe').put(draft, { fields: { body: 'Half a' } }, { 'If-Match': '"0"' });
  const { id: macroId } = await save({ reply: 'One moment.' });
  expect((await run(macroId, 1)).status).toBe(200);
  const kept = await json<{ fields: object }>(w.as('abe').get(draft), 200);
  expect(kept.fields).toEqual({ body: 'Half a' });
});
