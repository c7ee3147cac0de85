import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

import { describeApi } from '#api/openapi.ts';
import { collections } from '#tests/support/attack/collections.ts';
import { isSociable, type Try } from '#tests/support/attack/calls.ts';
import { textFields, type TextField } from '#tests/support/attack/fields.ts';
import { bodies } from '#tests/support/attack/payloads.ts';
import { reasonOf, tryRoute } from '#tests/support/attack/trying.ts';
import { world } from '#tests/support/world.ts';

const corpus = process.env['PORTICO_CORPUS'];
const PATIENCE_MS = 600_000;
const { naughty, scripts, injections } = collections(corpus ?? '');

/** Every try takes a person, a visitor or a key of its own, of which there can be few. */
const SELDOM = ['POST /auth/membership', 'POST /widgets/requests', 'POST /profile/passkeys', 'POST /tokens'];
/** Every try takes a file of its own, so that the long lists go through the others. */
const DEAR = ['POST /materials', 'PATCH /materials/:id'];

const fields = (corpus ? textFields(await describeApi((await world()).app)) : []).filter(
  (field) => !reasonOf(field) && !SELDOM.includes(field.route),
);
const isBody = ({ place }: TextField) => place.at(-1) === 'body';
const routes = [...new Set(fields.map(({ route }) => route))];
const cheap = routes.filter((route) => !DEAR.includes(route));
const lines = fields.filter((field) => !isBody(field));
const dealt = lines.filter(({ route }) => !DEAR.includes(route));
const of = (route: string, all: TextField[]) => all.filter((field) => field.route === route);

beforeAll(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
});
afterAll(() => {
  vi.useRealTimers();
});

/** All texts together, in as many bodies as they fill. */
const whole = (route: string, texts: string[]): Try[][] =>
  of(route, fields)
    .filter(isBody)
    .flatMap((field) => bodies(texts).map((text) => [{ field, text }]));

/** As many rounds as there are texts; in each every field has another one, and in the end every field had every one. */
const turns = (some: TextField[], texts: string[]): Try[][] =>
  some.length === 0
    ? []
    : texts.map((_, n) => some.map((field, at) => ({ field, text: texts[(n + at) % texts.length] ?? '' })));

/** Every text goes into one field of all. */
const hands = (some: TextField[], texts: string[], all = dealt): Try[][] =>
  some.flatMap((field) =>
    texts.filter((_, n) => n % all.length === all.indexOf(field)).map((text) => [{ field, text }]),
  );

describe.skipIf(!corpus)('what others have found to break programs (needs PORTICO_CORPUS)', () => {
  test.each(routes)(
    'naughty strings come back from every field of %s',
    { timeout: PATIENCE_MS },
    async (route) => {
      const texts = naughty();
      expect(texts.length).toBeGreaterThan(500);
      const [together, alone] = [true, false].map((is) =>
        of(route, lines).filter((field) => isSociable(field) === is),
      );
      const { wrong, kept } = await tryRoute(route, [
        ...turns(together ?? [], texts),
        ...hands(alone ?? [], texts, alone),
        ...whole(route, texts),
      ]);

      expect(wrong).toEqual([]);
      expect(kept).toBeGreaterThan(0);
    },
  );

  test.each(cheap)('scripts and queries come back from %s', { timeout: PATIENCE_MS }, async (route) => {
    const texts = [...scripts(), ...injections()];
    expect(texts.length).toBeGreaterThan(8_000);
    const { wrong, kept } = await tryRoute(route, [
      ...hands(of(route, dealt), texts),
      ...whole(route, texts),
    ]);

    expect(wrong).toEqual([]);
    expect(kept).toBeGreaterThan(0);
  });
});
