import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

import { describeApi } from '#api/openapi.ts';
import { openRoute, type Told } from '#tests/support/attack/calls.ts';
import { textFields, type TextField } from '#tests/support/attack/fields.ts';
import { textsIn, textsOf } from '#tests/support/attack/kept.ts';
import { nastiest } from '#tests/support/attack/strings.ts';
import { world, type World } from '#tests/support/world.ts';

const PATIENCE_MS = 120_000;
const LONGEST = 'l'.repeat(120_001);

/** Texts in which something is checked, so that most are refused, by their last name or by their route. */
const CHECKED: Record<string, string> = {
  accountId: 'names an account',
  assigneeId: 'names somebody of the house',
  attachments: 'names files that were uploaded',
  challenge: 'a proof that we have signed ourselves',
  code: 'a secret out of a link',
  country: 'one of a list',
  customerId: 'names an account',
  email: 'an address',
  employees: 'one of a list',
  fileId: 'names a file that was uploaded',
  origins: 'origins of websites',
  ownerId: 'names somebody of the account',
  password: 'kept as a hash alone',
  phone: 'digits and signs',
  productId: 'names a product',
  roleId: 'names a role',
  sectionId: 'names a section',
  zone: 'a time zone',
  website: 'an address of the web, and in forms a trap for machines',
  'PUT /imports/:id/mapping': 'names columns of the file and fields of the kind',
};

const reasonOf = ({ route, place }: TextField) => CHECKED[route] ?? CHECKED[place[0] ?? ''];

/** What a text becomes that is one line. */
const ONE_LINE = new Set(['subject', 'POST /widgets/requests name']);
const keptAs = ({ route, place: [name = ''] }: TextField, text: string) =>
  ONE_LINE.has(name) || ONE_LINE.has(`${route} ${name}`)
    ? text.trim().replace(/[\p{Cc}\s]+/gu, ' ')
    : text.trim();

/** What was written and is not in the answer is read here. */
const REREAD: Record<string, (told: Told) => string> = {
  'POST /requests': ({ answer }) => `/requests/${(answer as { id: string }).id}/messages`,
  'POST /requests/:id/messages': ({ address }) => address,
  'POST /requests/:id/notes': ({ address }) => address.replace('/notes', '/messages'),
};
const UNREAD: Record<string, string> = {
  'POST /auth/membership': 'the name stands in the answer to whoever lists the people',
  'POST /widgets/requests': 'a visitor is told nothing',
  'POST /articles/sections': 'answers with the words of one language',
};

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
      const { w, send } = await openRoute(route);
      const wrong: string[] = [];
      const expected: { said: string; text: string }[] = [];
      for (const field of of) {
        const free = !reasonOf(field);
        for (const text of nastiest) {
          const told = await send(field, text);
          const said = `${field.place.join('.')} of ${JSON.stringify(text)}`;
          if (told.status >= 500 || (told.status >= 300 && free && !isTooLong(told, field, text)))
            wrong.push(`${said} was told ${told.status} ${JSON.stringify(told.answer)}`);
          if (told.status >= 300 || !free) continue;
          const kept = keptAs(field, text);
          expected.push({ said, text: kept });
          if (!(route in UNREAD) && !(await shown(w, route, told)).has(kept))
            wrong.push(`${said} did not come back`);
        }
      }
      const texts = await textsOf(w);
      wrong.push(
        ...expected.filter(({ text }) => !texts.has(text)).map(({ said }) => `${said} was not kept`),
      );

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
          const { status, answer } = await send(field, text);
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

/** Twenty characters fit everywhere. */
const isTooLong = ({ status, answer }: Told, { place }: TextField, text: string) =>
  status === 422 &&
  text.length > 20 &&
  (answer as { fields: Record<string, string> }).fields[place.join('.')] === 'too_big';

async function shown(w: World, route: string, told: Told): Promise<Set<string>> {
  const again = REREAD[route]?.(told);
  const read = again ? await (await w.as('abe').get(again)).json() : null;
  return new Set([...textsIn(told.answer), ...textsIn(read)]);
}
