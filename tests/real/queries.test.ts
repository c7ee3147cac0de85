import { beforeAll, describe, expect, test } from 'vitest';

import { describeApi } from '#api/openapi.ts';
import { collections } from '#tests/support/attack/collections.ts';
import { parametersOf } from '#tests/support/attack/fields.ts';
import { countsOf } from '#tests/support/attack/kept.ts';
import { done, json } from '#tests/support/guards/case.ts';
import { make } from '#tests/support/materials.ts';
import { opportunityActs } from '#tests/support/opportunities.ts';
import { world, type World } from '#tests/support/world.ts';

const corpus = process.env['PORTICO_CORPUS'];
const PATIENCE_MS = 600_000;
/** Of whom and what Freja of Fjord Logistics must never hear. */
const SECRET = /bandicoot|dune\.example|acc_dune/i;
const IDS: Record<string, string> = { accounts: 'acc_fjord', contacts: 'con_fjord' };

const described = corpus ? parametersOf(await describeApi((await world()).app)) : [];
const routes = Object.entries(Object.groupBy(described, ({ route }) => route)).map(
  ([route, parameters = []]) => ({ route, names: parameters.map(({ name }) => name) }),
);
const addressOf = (route: string) => {
  const path = route.replace('GET ', '');
  return path.replace(':id', IDS[path.split('/')[1] ?? ''] ?? 'req_nothing');
};

let w: World;
let before: Record<string, number>;
const rows = async () => {
  const { sessions: _, ...kept } = await countsOf(w);
  return kept;
};

beforeAll(async () => {
  w = await world();
  const { version } = await json<{ version: number }>(w.as('ada').get('/accounts/acc_dune'), 200);
  await done(w.as('ada').patch('/accounts/acc_dune', version, { name: 'Bandicoot Labs' }));
  const asked = { subject: 'The bandicoot valve', body: 'It drips.', category: 'problem' };
  await done(w.as('dan').post('/requests', asked));
  await opportunityActs(w).begin('bea', { title: 'Bandicoot alarm' });
  await make(w, { title: 'Bandicoot handbook' });
  await w.settle();
  await w.as('freja').cookie();
  before = await rows();
});

/** Every text in the words that are looked for, and in one of the other parameters after the other. */
const questions = (names: string[], texts: string[]) =>
  texts.flatMap((text, n) => {
    const others = names.filter((name) => name !== 'q');
    const other = others[n % Math.max(1, others.length)];
    return [...(names.includes('q') ? ['q'] : []), ...(other ? [other] : [])].map((name) => ({ name, text }));
  });

describe.skipIf(!corpus)('queries that others have broken into programs with (needs PORTICO_CORPUS)', () => {
  test.each(routes)('are texts in the parameters of $route', { timeout: PATIENCE_MS }, async (of) => {
    const { injections } = collections(corpus ?? '');
    const texts = injections();
    expect(texts.length).toBeGreaterThan(1_000);
    const freja = w.as('freja');
    const wrong: string[] = [];
    for (const { name, text } of questions(of.names, texts)) {
      const answer = await freja.get(`${addressOf(of.route)}?${name}=${encodeURIComponent(text)}`);
      if (answer.status >= 500) wrong.push(`${name}=${text}: ${answer.status}`);
      if (SECRET.test(await answer.text())) wrong.push(`${name}=${text} tells a secret`);
    }

    expect(wrong).toEqual([]);
    expect(await rows()).toEqual(before);
  });
});
