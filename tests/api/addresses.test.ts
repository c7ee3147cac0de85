import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';

import { mails } from '#db/schema/mails.ts';
import { people } from '#db/schema/people.ts';
import { stateOf } from '#tests/support/state.ts';
import { world, type World } from '#tests/support/world.ts';

let w: World;
beforeEach(async () => {
  w = await world();
});

const role = { roleId: 'role_customer_member' };
const addressed = async () => {
  await w.settle();
  return (await w.db.reader.select({ to: mails.toAddress }).from(mails)).map(({ to }) => to);
};

/** What RFC 5321 and 5322 allow or programs have been fooled with, and no person has. */
const EXOTIC = {
  'a quoted name': '"dan"@dune.example',
  'a quoted name with a second address in it': '"dan@dune.example,eve"@evil.example',
  'a quoted space': '"dan reyes"@dune.example',
  'an escaped quote': '"d\\"an"@dune.example',
  'a comment': 'dan(of dune)@dune.example',
  'a comment behind': 'dan@dune.example(evil.example)',
  'a name before it': 'Dan <dan@dune.example>',
  'two addresses': 'dan@dune.example,eve@evil.example',
  'two addresses and a semicolon': 'dan@dune.example;eve@evil.example',
  'two signs': 'dan@dune.example@evil.example',
  'a header behind a line break': 'dan@dune.example\r\nBcc: eve@evil.example',
  'a line break in the name': 'da\nn@dune.example',
  'an empty sign': 'dan\u0000@dune.example',
  'a sign that turns the direction': 'dan\u202e@dune.example',
  'a space of no width': 'dan\u200b@dune.example',
  'a route': '@evil.example:dan@dune.example',
  'a percent': 'dan%dune.example@',
  'the number of a machine': 'dan@[127.0.0.1]',
  'a dot at the end': 'dan@dune.example.',
  'two dots': 'dan..reyes@dune.example',
  'a dot in front': '.dan@dune.example',
  'no domain': 'dan@localhost',
  'letters that look the same': 'dаn@dune.example',
  'a wide sign': 'dan＠dune.example',
  'a dotted capital': 'İda@dune.example',
  'more than fits': `${'d'.repeat(250)}@dune.example`,
};

describe.each(Object.entries(EXOTIC))('%s', (_, email) => {
  test('is no address, and nothing comes of it', async () => {
    const before = await stateOf(w);
    const answers = await Promise.all([
      w.guest().post('/auth/reset', { email }),
      w.guest().post('/auth/link', { email }),
      w.guest().post('/auth/session', { email, password: 'a mountain of blue paper' }),
      w.as('dan').post('/people/invitations', { email, ...role }),
    ]);

    expect(answers.map(({ status }) => status)).toEqual([422, 422, 422, 422]);
    expect(await addressed()).toEqual([]);
    expect(await stateOf(w)).toEqual(before);
  });
});

test.each(['DAN@Dune.Example', '  dan@dune.example\n'])(
  '%j is the address that it is without case and space around',
  async (email) => {
    expect((await w.guest().post('/auth/reset', { email })).status).toBe(202);
    expect(await addressed()).toEqual(['dan@dune.example']);
  },
);

test('a sign that only becomes a letter in lower case leads to nobody else’s mail box', async () => {
  await w.db.direct.update(people).set({ email: 'kim@dune.example' }).where(eq(people.id, 'per_dora'));
  await w.guest().post('/auth/reset', { email: '\u212Aim@dune.example' });

  expect(new Set(await addressed()).difference(new Set(['kim@dune.example']))).toEqual(new Set());
});

test('what stands behind a plus is another address', async () => {
  await w.guest().post('/auth/reset', { email: 'dan+x@dune.example' });
  expect(await addressed()).toEqual([]);
});
