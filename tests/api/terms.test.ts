import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { owesTerms } from '#api/terms/service.ts';
import { events } from '#db/schema/events.ts';
import { settings } from '#db/schema/jobs.ts';
import { people } from '#db/schema/people.ts';
import { openDoors, terms } from '../support/applications.ts';
import { json } from '../support/guards/case.ts';
import { shop } from '../support/shop.ts';
import { world, type Name, type World } from '../support/world.ts';

const HOUR_MS = 3_600_000;

let w: World;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
  w = await world();
});
afterEach(() => {
  vi.useRealTimers();
});

const later = () => ({ createdAt: new Date(Date.now() + HOUR_MS) });
const owes = (name: Name, session = later()) => owesTerms(w.as(name).scope, session);
const personOf = async (email: string) => {
  const [found] = await w.db.reader.select().from(people).where(eq(people.email, email));
  return found;
};

async function invited() {
  const { mailTo } = await shop(w);
  const email = 'wanda@brightline.example';
  await w.as('bea').post('/people/invitations', { email, roleId: 'role_partner_member' });
  const code = /code=([\w-]+)/.exec((await mailTo(email))?.text ?? '')?.[1] ?? '';
  const join = (more: object) =>
    w.guest().post('/auth/membership', { code, name: 'Wanda', password: 'seven tall sunflowers', ...more });
  return { email, join };
}

describe('terms of the house', () => {
  test('are owed by nobody while there are none, and by everybody who signs in once there are', async () => {
    expect(await owes('dan')).toBe(false);
    await openDoors(w, { terms });
    expect(await owes('dan')).toBe(true);
    expect(await owes('ada')).toBe(true);
  });

  test('interrupt nobody who was in when they came', async () => {
    const before = { createdAt: new Date(Date.now() - 1) };
    await openDoors(w, { terms });
    expect(await owes('dan', before)).toBe(false);
  });

  test('are accepted by each for himself, with the moment and the version', async () => {
    await openDoors(w, { terms });
    const answer = await w.as('dan').put('/terms/acceptance', { version: terms.version });

    expect(answer.status).toBe(204);
    expect(await owes('dan')).toBe(false);
    expect(await owes('dora')).toBe(true);
    expect(await personOf('dan@dune.example')).toMatchObject({
      termsVersion: terms.version,
      termsAcceptedAt: new Date(),
    });
    const told = await w.db.reader.select().from(events).where(eq(events.name, 'person.terms_accepted'));
    expect(told).toMatchObject([{ subjectId: 'per_dan', data: { version: terms.version } }]);
  });

  test('are not accepted under a version that is over', async () => {
    await openDoors(w, { terms });
    await openDoors(w, { terms: { ...terms, version: '2027-01' } });
    const answer = await w.as('dan').put('/terms/acceptance', { version: terms.version });

    expect([answer.status, await answer.json()]).toMatchObject([409, { code: 'terms.changed' }]);
    expect(await owes('dan')).toBe(true);
  });

  test('of a new version are asked for again, mended words of the same are not', async () => {
    await openDoors(w, { terms });
    await w.as('dan').put('/terms/acceptance', { version: terms.version });
    vi.setSystemTime(Date.now() + HOUR_MS);
    await openDoors(w, { terms: { ...terms, texts: { ...terms.texts, en: 'Be *very* kind.' } } });
    expect(await owes('dan')).toBe(false);
    expect(await owes('dora', { createdAt: new Date(Date.now() - 1) })).toBe(true);

    await openDoors(w, { terms: { ...terms, version: '2027-01' } });
    expect(await owes('dan')).toBe(true);
  });

  test('stay to be read as they were, each time that they were changed', async () => {
    await openDoors(w, { terms });
    await openDoors(w, { terms: { ...terms, texts: { en: 'Be kind, please.' } } });
    await openDoors(w, { terms: null });
    const kept = (await w.db.reader.select().from(settings)).filter(({ key }) => key.startsWith('terms '));

    expect(kept.map(({ key }) => key)).toEqual(['terms 2026-11 2', 'terms 2026-11 3']);
    expect(kept.map(({ value }) => (value as typeof terms).texts.en)).toEqual([
      'Be *kind*.',
      'Be kind, please.',
    ]);
  });

  test('can be read by everybody', async () => {
    await openDoors(w, { terms });
    expect(await json(w.guest().get('/terms'), 200)).toMatchObject({
      terms: { version: terms.version, texts: { en: 'Be *kind*.' } },
    });
  });
});

describe('whoever joins', () => {
  test('accepts them, or does not come in', async () => {
    const { email, join } = await invited();
    await openDoors(w, { terms });

    for (const accepts of [undefined, 'another version']) {
      const refused = await join(accepts === undefined ? {} : { accepts });
      expect([refused.status, await refused.json()]).toMatchObject([
        422,
        { fields: { accepts: 'terms.required' } },
      ]);
    }
    expect(await personOf(email)).toBeUndefined();
    expect((await join({ accepts: terms.version, locale: 'es' })).status).toBe(204);
    expect(await personOf(email)).toMatchObject({
      locale: 'es',
      termsVersion: terms.version,
      termsAcceptedAt: new Date(),
    });
  });

  test('accepts nothing where there is nothing', async () => {
    const { email, join } = await invited();
    expect((await join({ accepts: 'made up' })).status).toBe(204);
    expect(await personOf(email)).toMatchObject({ termsVersion: null, termsAcceptedAt: null });
  });
});

describe('the settings', () => {
  const put = (name: Name, body: object, version = 1) =>
    w.as(name).put('/settings/joining', body, { 'if-match': `"${version}"` });
  const open = { partnersApply: true, customersRegister: true, terms: null };

  test('are closed at first, and administrators open them', async () => {
    expect(await json(w.as('ada').get('/settings/joining'), 200)).toEqual({
      partnersApply: false,
      customersRegister: false,
      terms: null,
      version: 1,
    });
    for (const name of ['max', 'abe', 'bea', 'dan'] as const)
      expect((await put(name, open)).status).toBe(403);
    expect(await json(put('ada', open), 200)).toMatchObject({ ...open, version: 2 });
  });

  test('of two who save at once one is first and the other is told', async () => {
    const answers = await Promise.all([0, 1, 2].map(() => put('ada', open)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
  });

  test.each([
    ['a name without a text', { version: '1', texts: { en: '' } }, 'terms.texts.en'],
    ['a text without a name', { version: '', texts: { en: 'Be kind.' } }, 'terms.version'],
    ['a text without English', { version: '1', texts: { es: 'Sea amable.' } }, 'terms.texts.en'],
  ])('take no terms that are %s', async (_, wrong, field) => {
    const answer = await put('ada', { ...open, terms: wrong });
    expect([answer.status, await answer.json()]).toMatchObject([422, { fields: { [field]: 'required' } }]);
  });

  test('take no terms that no page could show', async () => {
    const endless = { version: '1', texts: { en: '['.repeat(50_000) } };
    expect((await put('ada', { ...open, terms: endless })).status).toBe(422);
  });
});
