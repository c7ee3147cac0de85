import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

import { describeApi } from '#api/openapi.ts';
import { openRoute } from '#tests/support/attack/calls.ts';
import { textFields, type TextField } from '#tests/support/attack/fields.ts';
import { nastiest } from '#tests/support/attack/strings.ts';
import { CHECKED, REREAD, UNREAD, reasonOf, tryRoute } from '#tests/support/attack/trying.ts';
import { world } from '#tests/support/world.ts';

const PATIENCE_MS = 120_000;
const LONGEST = 'l'.repeat(120_001);

const fields = textFields(await describeApi((await world()).app));
const routes = Object.entries(Object.groupBy(fields, ({ route }) => route)) as [string, TextField[]][];

beforeAll(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
});
afterAll(() => {
  vi.useRealTimers();
});

test('every exception is about a text that there is', () => {
  const named = new Set(fields.flatMap(({ route, place: [name = ''] }) => [route, name]));

  expect(Object.keys({ ...CHECKED, ...REREAD, ...UNREAD }).filter((name) => !named.has(name))).toEqual([]);
  expect(fields.filter((field) => !reasonOf(field)).length).toBeGreaterThan(30);
});

describe('every text of the API', () => {
  test.each(routes)(
    '%s gives back what it took, whatever it was',
    { timeout: PATIENCE_MS },
    async (route, of) => {
      const tries = of.flatMap((field) => nastiest.map((text) => [{ field, text }]));
      const { wrong } = await tryRoute(route, tries);

      expect(wrong).toEqual([]);
    },
  );

  test.each(routes)(
    '%s refuses what no database carries, and what is too much',
    { timeout: PATIENCE_MS },
    async (route, of) => {
      const { send } = await openRoute(route);
      const wrong: string[] = [];
      for (const field of of)
        for (const [text, code] of [
          ['a\0b', 'invalid_characters'],
          ['\ud800', 'invalid_characters'],
          ['b\udc00c', 'invalid_characters'],
          [LONGEST, undefined],
        ] as const) {
          const { status, answer } = await send([{ field, text }]);
          const codes = Object.values((answer as { fields?: Record<string, string> } | null)?.fields ?? {});
          if (status !== 422 || (code && !codes.includes(code)))
            wrong.push(
              `${field.place.join('.')} ${JSON.stringify(text.slice(0, 5))}: ${status} ${JSON.stringify(answer)}`,
            );
        }

      expect(wrong).toEqual([]);
    },
  );
});
