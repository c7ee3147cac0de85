import { beforeAll, describe, expect, test } from 'vitest';

import { describeApi } from '#api/openapi.ts';
import { parametersOf } from '#tests/support/attack/fields.ts';
import { countsOf } from '#tests/support/attack/kept.ts';
import { injections, naughty } from '#tests/support/attack/strings.ts';
import { done, json } from '#tests/support/guards/case.ts';
import { guards } from '#tests/support/guards/index.ts';
import { make } from '#tests/support/materials.ts';
import { opportunityActs } from '#tests/support/opportunities.ts';
import { shop } from '#tests/support/shop.ts';
import { world, type World } from '#tests/support/world.ts';

const PATIENCE_MS = 120_000;
/** Of whom and what Freja of Fjord Logistics and a guest must never hear. */
const SECRET = /bandicoot|dune\.example|acc_dune/i;

let w: World;
let before: Record<string, number>;

beforeAll(async () => {
  w = await world();
  const { version } = await json<{ version: number }>(w.as('ada').get('/accounts/acc_dune'), 200);
  await done(w.as('ada').patch('/accounts/acc_dune', version, { name: 'Bandicoot Labs' }));
  await done(w.as('dan').post('/accounts/acc_dune/contacts', { name: 'Bandicoot Haddad' }));
  const asked = { subject: 'The bandicoot valve', body: 'It drips.', category: 'problem' };
  await done(w.as('dan').post('/requests', asked));
  await opportunityActs(w).begin('bea', { title: 'Bandicoot alarm' });
  await make(w, { title: 'Bandicoot handbook' });
  await w.settle();
  before = await rows();
});

const described = parametersOf(await describeApi((await world()).app));
const routes = Object.entries(Object.groupBy(described, ({ route }) => route)).map(
  ([route, parameters = []]) => ({ route, names: parameters.map(({ name }) => name) }),
);
const forged = injections.map((text) => Buffer.from(JSON.stringify([text, text])).toString('base64url'));
const questions = (names: string[]) =>
  names.flatMap((name) =>
    [...injections, ...(/after|before/.test(name) ? forged : [])].map((text) => [name, text] as const),
  );
const IDS: Record<string, string> = { accounts: 'acc_fjord', contacts: 'con_fjord' };
const addressOf = (path: string) => path.replace(':id', IDS[path.split('/')[1] ?? ''] ?? 'req_nothing');

/** Who is signed in is no matter of what is read. */
async function rows(): Promise<Record<string, number>> {
  const { sessions: _, ...kept } = await countsOf(w);
  return kept;
}

const same = async () => expect(await rows()).toEqual(before);

describe('what looks like a part of a query is a text in every parameter', () => {
  test('of every address that reads', () => {
    expect(routes.length).toBeGreaterThan(15);
  });

  test.each(routes)('of $route', { timeout: PATIENCE_MS }, async ({ route, names }) => {
    const path = addressOf(route.replace('GET ', ''));
    const readers = [w.as('ada'), w.as('freja'), w.guest()];
    const wrong: string[] = [];
    for (const [name, text] of questions(names)) {
      const address = `${path}?${name}=${encodeURIComponent(text)}`;
      const answers = await Promise.all(readers.map((client) => client.get(address)));
      const [, ...heard] = await Promise.all(answers.map((answer) => answer.text()));
      if (answers.some(({ status }) => status >= 500)) wrong.push(`${name}=${text} is a fault of ours`);
      if (heard.some((said) => SECRET.test(said))) wrong.push(`${name}=${text} tells a secret`);
    }

    expect(wrong).toEqual([]);
    await same();
  });

  test.each(['/requests?tab=all', '/accounts?', '/opportunities?state=all', '/materials?', '/products?'])(
    'of %s, where nothing contains it, so that nothing is found',
    async (list) => {
      const found: string[] = [];
      for (const text of injections.filter((one) => /[^\w\s]/.test(one))) {
        const answer = await w.as('ada').get(`${list}&q=${encodeURIComponent(text)}`);
        const { items } = (await answer.json()) as { items: unknown[] };
        if (items.length) found.push(text);
      }

      expect(found).toEqual([]);
    },
  );

  test.each(['q', 'q[]', 'q[$ne]', 'sort', '__proto__', 'constructor'])(
    'and several of one, or one nobody knows: %s',
    async (name) => {
      for (const list of ['/requests', '/accounts', '/opportunities', '/materials', '/events', '/find']) {
        const answer = await w.as('freja').get(`${list}?${name}=a&${name}=b&${name}=`);
        expect(answer.status).toBeLessThan(500);
        expect(await answer.text()).not.toMatch(SECRET);
      }
    },
  );
});

describe('in an address', () => {
  const withIds = Object.keys(guards).filter((route) => route.includes(':'));

  test.each(withIds)('it names nothing: %s', { timeout: PATIENCE_MS }, async (route) => {
    const [method = '', path = ''] = route.split(' ');
    const wrong: string[] = [];
    for (const text of [
      ...injections,
      ...naughty.slice(14, 26),
      '\0',
      '..%2f..%2fetc%2fpasswd',
      'a'.repeat(5_000),
    ]) {
      const address = path.replaceAll(/:\w+/g, () => encodeURIComponent(text));
      const headers = { 'if-match': '"1"' };
      const body = method === 'GET' ? {} : { body: {} };
      const { status } = await w.as('ada').send(address, { method, headers, ...body });
      if (status >= 500 || status < 400) wrong.push(`${text.slice(0, 40)}: ${status}`);
    }

    expect(wrong).toEqual([]);
    await same();
  });
});

test('a visitor of another website asks as strangely', { timeout: PATIENCE_MS }, async () => {
  const { call } = await shop(w);
  for (const text of [...injections, ...naughty]) {
    const answer = await call(`/articles?q=${encodeURIComponent(text)}`);
    expect([text, answer.status]).toEqual([text, 200]);
    expect(await answer.text()).not.toMatch(SECRET);
    expect((await call(`/form?type=${encodeURIComponent(text)}`)).status).toBeLessThan(500);
  }
});
