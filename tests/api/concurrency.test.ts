import { Readable } from 'node:stream';

import { describe, expect, test } from 'vitest';

import { keepFile } from '#api/imports/service.ts';
import { sections } from '#db/schema/articles.ts';
import { events } from '#db/schema/events.ts';
import { json } from '#tests/support/guards/case.ts';
import { dealing } from '#tests/support/guards/assignment.ts';
import { guards, type Case, type Thing } from '#tests/support/guards/index.ts';
import { office, promise } from '#tests/support/guards/service-levels.ts';
import { fileId, facts } from '#tests/support/materials.ts';
import { drawing } from '#tests/support/pictures.ts';
import { fault } from '#tests/support/forms.ts';
import { world, type Name, type World } from '#tests/support/world.ts';

const PATIENCE_MS = 60_000;
const FIVE = [0, 1, 2, 3, 4];
const TWENTY = Array.from({ length: 20 }, (_, n) => n);
const question = { subject: 'The valve leaks', body: 'It drips.', category: 'problem' };

type Making = {
  call: string;
  by: readonly Name[];
  /** What stands in the address, and what the twenty bodies need. */
  given?: (w: World) => Promise<{ id?: string; bodies?: unknown[] }>;
  body?: (n: number) => unknown;
};

const asked = async (w: World) => {
  const { id } = await json<{ id: string }>(w.as('dan').post('/requests', question));
  return { id };
};
const words = { title: 'Bilby', summary: 'It sleeps.', body: 'Softly.' };
const animals = async (w: World) => {
  const names = { en: 'Animals', es: 'Animales', ru: 'Животные' };
  await w.db.direct.insert(sections).values({ id: 'sec_a', slug: 'animals', names, position: 0 });
  return {};
};
const files = async (w: World) => ({
  bodies: await Promise.all(TWENTY.map(async () => ({ ...facts, fileId: await fileId(w) }))),
});
const tables = async (w: World) => ({
  bodies: await Promise.all(
    TWENTY.map(async (n) => {
      const bytes = Readable.from([Buffer.from(`name\nQuokka ${n}\n`)]);
      return { kind: 'accounts', fileId: await keepFile(w.as('ada').scope, 'quokkas.csv', bytes) };
    }),
  ),
});
const pictures = async (w: World) => {
  await animals(w);
  const article = { sectionId: 'sec_a', audience: 'public', locale: 'en', ...words };
  const { id } = await json<{ id: string }>(w.as('eve').post('/articles', article));
  return {
    id,
    bodies: await Promise.all(
      TWENTY.map(async (n) => ({ fileId: await drawing(w, { name: `plan-${n}.svg` }) })),
    ),
  };
};
const begun = async (w: World) => {
  const { id } = await json<{ id: string }>(w.as('bea').post('/opportunities', opportunity(0)));
  return { id };
};
const opportunity = (n: number) => ({
  title: `Alarm ${n}`,
  customerId: 'acc_dune',
  amount: n,
  currency: 'EUR',
  closeOn: '2099-06-30',
});

async function ended(w: World) {
  const { id = '' } = await asked(w);
  await w.as('dan').put(`/requests/${id}/withdrawal`, {}, { 'if-match': '"1"' });
  return { id };
}

const makings: Making[] = [
  {
    call: 'POST /accounts/acc_dune/contacts',
    by: ['dan', 'bea', 'ada'],
    body: (n) => ({ name: `Noor ${n}` }),
  },
  { call: 'POST /requests', by: ['dan', 'dora', 'emil', 'bea'], body: () => question },
  { call: 'POST /requests/:id/messages', by: ['dan'], given: asked, body: (n) => ({ body: `Drip ${n}` }) },
  {
    call: 'POST /requests/:id/messages',
    by: ['abe', 'ada'],
    given: asked,
    body: (n) => ({ body: `Word ${n}`, choice: 'answer' }),
  },
  {
    call: 'POST /requests/:id/notes',
    by: ['abe', 'ada'],
    given: asked,
    body: (n) => ({ body: `Note ${n}` }),
  },
  {
    call: 'POST /requests/:id/follow-ups',
    by: ['dan'],
    given: ended,
    body: (n) => ({ body: `Back ${n}` }),
  },
  { call: 'POST /opportunities', by: ['bea', 'ben', 'cleo'], body: opportunity },
  {
    call: 'POST /opportunities/:id/notes',
    by: ['bea', 'ben'],
    given: begun,
    body: (n) => ({ body: `Call ${n}` }),
  },
  { call: 'POST /materials', by: ['eve'], given: files },
  { call: 'POST /request-types', by: ['ada'], body: (n) => ({ ...fault, name: { en: `Fault ${n}` } }) },
  {
    call: 'POST /articles',
    by: ['eve', 'ada'],
    given: animals,
    body: (n) => ({
      sectionId: 'sec_a',
      audience: 'public',
      locale: 'en',
      ...words,
      title: `Bilby ${n}`,
    }),
  },
  {
    call: 'POST /articles/sections',
    by: ['eve', 'ada'],
    body: () => ({ en: 'Birds', es: 'Aves', ru: 'Птицы' }),
  },
  {
    call: 'POST /sites',
    by: ['bea', 'cleo'],
    body: (n) => ({ name: `Shop ${n}`, origins: ['https://shop.example'] }),
  },
  {
    call: 'POST /people/invitations',
    by: ['bea'],
    body: (n) => ({ email: `new${n}@brightline.example`, roleId: 'role_partner_member' }),
  },
  {
    call: 'POST /people/roles',
    by: ['bea', 'cleo'],
    body: (n) => ({ name: `Seller ${n}`, rights: { 'opportunities.read': 'own' } }),
  },
  {
    call: 'POST /tokens',
    by: ['dan', 'bea', 'dora'],
    body: (n) => ({ name: `Job ${n}`, scopes: { 'requests.read': 'own' }, days: 30 }),
  },
  {
    call: 'POST /mailboxes',
    by: ['ada'],
    body: (n) => ({ name: `Service ${n}`, address: `service${n}@house.example` }),
  },
  { call: 'POST /sso/domains', by: ['bea', 'cleo'], body: (n) => ({ domain: `d${n}.example` }) },
  { call: 'POST /articles/:id/pictures', by: ['eve'], given: pictures },
  { call: 'POST /imports', by: ['ada'], given: tables },
  { call: 'POST /schedules', by: ['ada'], body: (n) => office(`Office ${n}`) },
  { call: 'POST /service-levels', by: ['ada'], body: (n) => promise(`Level ${n}`) },
  {
    call: 'POST /views',
    by: ['abe', 'ada'],
    body: (n) => ({ name: `List ${n}`, shared: true, filter: { tab: 'open' } }),
  },
  {
    call: 'POST /request-entries',
    by: ['abe', 'ada'],
    body: (n) => ({ membershipId: 'mem_dan', subject: `Call ${n}`, body: 'It drips.', take: true }),
  },
  { call: 'POST /assignment-rules', by: ['ada'], body: (n) => dealing(`Team ${n}`) },
  {
    call: 'POST /macros',
    by: ['abe', 'ada'],
    body: (n) => ({ name: `Macro ${n}`, shared: true, status: 'closed' }),
  },
  { call: 'POST /files', by: ['dan', 'bea', 'eve'], body: form },
];

function form(n: number): FormData {
  const data = new FormData();
  data.append('files[]', new File([`a b c ${n}`], 'notes.txt'));
  return data;
}

/** What is only being prepared is nobody's news yet. */
const QUIET = new Set([
  'POST /files',
  'POST /articles/sections',
  'POST /imports',
  'PUT /drafts/:kind/:subjectId',
  'PUT /imports/:id/mapping',
  'PUT /macros/:id',
  'DELETE /macros/:id',
  'DELETE /macros/:id/removal',
  'PUT /views/:id',
  'DELETE /views/:id',
  'DELETE /views/:id/removal',
]);

/** POSTs that make nothing, or of which there is a limit: they are tried where they belong. */
const OTHERS = new Map([
  ['POST /sites/:id/keys', 'a site has two keys at most'],
  ['POST /sso/connections', 'an account has one'],
  ['POST /mailboxes/:id/trials', 'makes nothing, and answers 200'],
  ['POST /profile/archives', 'one is made at a time'],
  ['POST /profile/erasure', 'a person has one wish at a time'],
  ['POST /privacy/erasures', 'a person has one wish at a time'],
  ['POST /profile/email', 'asks for one mail, and answers 202'],
  ['POST /profile/totp', 'a person has one authenticator app'],
  ['POST /profile/recovery-codes', 'those before stop working'],
  ['POST /profile/passkeys/challenge', 'makes nothing that lasts'],
  ['POST /profile/passkeys', 'a person has twenty at most'],
  ['POST /auth/session/proof', 'answers 204'],
  ['POST /viewing', 'answers 204'],
  ['POST /people/:id/merge', 'merges a person once, and answers 200'],
  ['POST /auth/session/proof/passkey', 'answers 204'],
  ['POST /requests/:id/parts', 'a message is split off once'],
  ['POST /requests/:id/links', 'two requests are linked once, and it answers 204'],
  ['POST /requests/:id/participants', 'the same one takes part once, and others are twenty at most'],
  ['POST /requests/participations', 'a link counts once'],
  ['POST /requests/:id/article', 'a request is written up once'],
  ['POST /articles/:id/solution', 'answers 204, and counts'],
  ['POST /request-changes', 'changes what is there, and answers 200'],
  ['POST /live/presence', 'writes nothing down'],
  ['POST /files/uploads', 'begins what is nobody’s news yet'],
]);

const placeholders = (call: string) => call.replace('acc_dune', ':id');

describe('twenty at the same moment', () => {
  test('are tried on every POST that makes something', () => {
    const posts = Object.entries(guards).filter(
      ([route, guard]) => route.startsWith('POST ') && !('public' in guard),
    );
    const tried = new Set(makings.map(({ call }) => placeholders(call)));

    expect(posts.map(([route]) => route).filter((route) => !tried.has(route) && !OTHERS.has(route))).toEqual(
      [],
    );
  });

  test.each(makings)(
    '$call by $by are twenty times 201',
    { timeout: PATIENCE_MS },
    async ({ call, by, given, body }) => {
      const w = await world();
      const { id = '', bodies } = (await given?.(w)) ?? {};
      const clients = by.map((name) => w.as(name));
      await Promise.all(clients.map((client) => client.cookie()));
      const path = call.replace('POST ', '').replace(':id', id);
      const before = await w.db.reader.$count(events);

      const answers = await Promise.all(
        TWENTY.map((n) => clients[n % clients.length]?.post(path, bodies ? bodies[n] : body?.(n))),
      );

      expect(answers.map((answer) => answer?.status)).toEqual(TWENTY.map(() => 201));
      const made = await Promise.all(answers.map(async (answer) => JSON.stringify(await answer?.json())));
      expect(new Set(made).size).toBe(20);
      expect((await w.db.reader.$count(events)) - before).toBeGreaterThanOrEqual(QUIET.has(call) ? 0 : 20);
    },
  );
});

const versioned = Object.entries(guards).flatMap(([route, guard]) =>
  'public' in guard
    ? []
    : guard.filter((one) => one.versioned).map((one, n) => ({ route, n: n + 1, owner: one.owner, one })),
);

describe('five with the same version at the same moment', () => {
  test.each(versioned)(
    '$route by $owner ($n): one is first, the others are told, and it happened once',
    { timeout: PATIENCE_MS },
    async ({ route, one }) => {
      const w = await world();
      await one.given?.(w);
      const thing = (await one.thing?.(w)) ?? {};
      const client = w.as(one.owner);
      await client.cookie();
      const known = new Set(await happened(w));

      const answers = await Promise.all(FIVE.map(() => send(client, { route, one, thing, w })));
      const statuses = answers.map(({ status }) => status).sort((a, b) => a - b);
      const names = (await happened(w))
        .filter((event) => !known.has(event))
        .map((event) => event.slice(event.indexOf(' ')));

      const [first, ...others] = statuses;
      expect(first).toBeLessThan(300);
      // Who comes when it is gone altogether is told that.
      const told = route.startsWith('DELETE') ? [404, 412] : [412];
      expect(others.filter((status) => !told.includes(status))).toEqual([]);
      expect(names.length).toBeGreaterThanOrEqual(QUIET.has(route) ? 0 : 1);
      expect([...new Set(names)]).toEqual(names);
    },
  );
});

const happened = async (w: World) =>
  (await w.db.reader.select().from(events)).map(({ id, name, subjectId }) => `${id} ${name} ${subjectId}`);

type Sending = { route: string; one: Case; thing: Thing; w: World };

function send(client: ReturnType<World['as']>, { route, one, thing, w }: Sending): Promise<Response> {
  const [method = '', path = ''] = route.split(' ');
  const address = path.replaceAll(/:(\w+)/g, (_, name: string) => thing.params?.[name] ?? '');
  const body = one.body?.(thing, w);
  const headers = { 'if-match': `"${thing.version ?? 1}"` };
  return client.send(address, { method, headers, ...(body === undefined ? {} : { body }) });
}
