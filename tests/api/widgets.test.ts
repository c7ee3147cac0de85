import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { audiences } from '#db/enums.ts';
import { sections } from '#db/schema/articles.ts';
import { events } from '#db/schema/events.ts';
import { messages, requests } from '#db/schema/requests.ts';
import { shop, SHOP, ute } from '../support/shop.ts';
import { world, type Name, type World } from '../support/world.ts';

const HOUR_MS = 3_600_000;

let w: World;
let site: Awaited<ReturnType<typeof shop>>;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
  w = await world();
  site = await shop(w);
});
afterEach(() => {
  vi.useRealTimers();
});

const held = () => w.db.reader.select().from(requests);
const seen = async (name: Name, query = '') => {
  const { items } = (await (await w.as(name).get(`/requests${query}`)).json()) as { items: { id: string }[] };
  return items.map(({ id }) => id);
};

describe('the door', () => {
  test('is open to a page of the site', async () => {
    const answer = await site.call('/articles?q=zero');

    expect(answer.status).toBe(200);
    expect(answer.headers.get('access-control-allow-origin')).toBe(SHOP);
    expect(answer.headers.get('access-control-expose-headers')).toBe('Retry-After');
    expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
    expect(answer.headers.get('vary')).toContain('Origin');
  });

  test.each([
    ['an unknown key', { 'x-portico-site': 'pk_000000000000000000000000' }, SHOP],
    ['no key', { 'x-portico-site': '' }, SHOP],
    ['a foreign origin', { origin: 'https://evil.example' }, null],
    ['the right name without https', { origin: 'http://shop.example' }, null],
    ['no origin', { origin: '' }, null],
    ['the origin of a sandbox', { origin: 'null' }, null],
  ])('is shut to %s', async (_, wrong, readable) => {
    const token = await site.opened();
    for (const answer of [
      await site.call('/articles?q=zero', wrong),
      await site.call('/form?type=request', wrong),
      await site.send({ ...ute, challenge: token }, wrong),
    ]) {
      expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([
        403,
        'forbidden_origin',
      ]);
      expect(answer.headers.get('access-control-allow-origin')).toBe(readable);
    }
    expect(await held()).toEqual([]);
    expect((await site.send({ ...ute, challenge: token })).status).toBe(202);
  });

  test('shuts when the key is revoked, and the site can read why while it has another', async () => {
    const { keys } = (await (await w.as('bea').post(`/sites/${site.id}/keys`)).json()) as {
      keys: { id: string; key: string }[];
    };
    const [second, first] = keys;
    await w.as('bea').delete(`/sites/${site.id}/keys/${first?.id}`);

    const answer = await site.call('/articles?q=zero');
    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([403, SHOP]);
    expect((await site.call('/articles?q=zero', { 'x-portico-site': second?.key ?? '' })).status).toBe(200);

    await w.as('bea').delete(`/sites/${site.id}/keys/${second?.id}`);
    expect((await site.call('/articles?q=zero')).headers.get('access-control-allow-origin')).toBeNull();
  });

  test('lets the browser ask first, for origins that some site lists', async () => {
    const preflight = (origin: string) =>
      w.app.request('/api/widgets/requests', {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'POST' },
      });
    const [own, foreign] = [await preflight(SHOP), await preflight('https://evil.example')];

    expect(own.status).toBe(204);
    expect(Object.fromEntries(own.headers)).toMatchObject({
      'access-control-allow-origin': SHOP,
      'access-control-allow-headers': 'content-type, idempotency-key, x-portico-site',
      'access-control-max-age': '7200',
      vary: 'Origin',
    });
    expect(foreign.headers.get('access-control-allow-origin')).toBeNull();
  });

  test('does not look at cookies', async () => {
    const cookie = await w.as('ada').cookie();
    const token = await site.opened();
    const answer = await site.send({ ...ute, challenge: token }, { cookie });

    expect(answer.status).toBe(202);
    expect(answer.headers.get('set-cookie')).toBeNull();
    expect(await held()).toMatchObject([
      { accountId: 'acc_house', requesterId: null, status: 'quarantined' },
    ]);
    expect((await w.app.request('/api/requests', { headers: { ...site.headers, cookie } })).status).toBe(200);
    expect((await site.call('/requests', { cookie })).status).toBe(404);
  });
});

describe('a visitor', () => {
  test('finds what is published for everybody, by its full address', async () => {
    const names = { en: 'Devices', es: 'Equipos', ru: 'Приборы' };
    await w.db.direct.insert(sections).values([{ id: 'sec_d', slug: 'devices', names, position: 0 }]);
    for (const audience of audiences) {
      const words = { title: `Set the zero ${audience}`, summary: 'Five minutes.', body: 'Turn the screw.' };
      const made = await w
        .as('eve')
        .post('/articles', { sectionId: 'sec_d', audience, locale: 'en', ...words });
      const { id } = (await made.json()) as { id: string };
      await w.as('eve').put(`/articles/${id}/publication`, { locale: 'en' });
    }
    await w.settle();

    const cookie = await w.as('ada').cookie();
    const { results } = (await (await site.call('/articles?q=zero&locale=en', { cookie })).json()) as {
      results: { title: string; url: string; titleParts: { text: string; hit: boolean }[] }[];
    };
    expect(results.map(({ title }) => title)).toEqual(['Set the zero public']);
    expect(results[0]?.url).toMatch(/^http:\/\/localhost:4321\/help\/en\/\d+/);
    expect(results[0]?.titleParts).toContainEqual({ text: 'zero', hit: true });
  });

  test('gets the form in his language', async () => {
    const form = (await (await site.call('/form?type=request&locale=ru')).json()) as {
      fields: { name: string; label: string; required: boolean }[];
    };

    expect(form.fields.map(({ name }) => name)).toEqual(['name', 'email', 'category', 'subject', 'body']);
    expect(form.fields[0]?.label).toBe('Ваше имя');
    expect((await site.call('/form?type=deal')).status).toBe(404);
    expect((await site.call('/form?type=request&locale=xx')).status).toBe(200);
  });

  test('asks, and it waits where only the house sees it', async () => {
    const answer = await site.ask({}, 'es');

    expect([answer.status, await answer.json()]).toEqual([202, { message: 'check_mail' }]);
    expect(await held()).toMatchObject([
      {
        status: 'quarantined',
        accountId: 'acc_house',
        siteId: site.id,
        locale: 'es',
        guestName: ute.name,
        guestEmail: ute.email,
        category: 'question',
        subject: ute.subject,
      },
    ]);
    expect(await w.db.reader.select().from(messages)).toMatchObject([{ side: 'guest', body: ute.body }]);
    expect(await seen('abe', '?status=quarantined')).toHaveLength(1);
    expect(await seen('abe', '?tab=all')).toEqual([]);
  });

  test('is answered the same whether his address is known or not', async () => {
    const answers = [
      await site.ask({ email: 'dan@dune.example' }),
      await site.ask({ email: 'new@nowhere.example' }),
    ];
    const told = answers.map(({ status, headers }) => [status, headers.get('content-type')]);

    expect(told[0]).toEqual(told[1]);
    expect(await answers[0]?.text()).toBe(await answers[1]?.text());
  });

  test('is mailed nothing that was typed into the form', async () => {
    await site.ask({}, 'ru');
    const mail = await site.mailTo(ute.email);

    expect(mail?.subject).toBe('Подтвердите ваш вопрос в Northlight Instruments');
    const whole = JSON.stringify(mail);
    for (const typed of ['Ute', 'Kramer', 'NL-40', 'heat', '110', 'evil.example'])
      expect(whole).not.toContain(typed);
    expect(mail?.text).toMatch(/\/prove\?code=[\w-]{43}\n/);
  });

  test.each([
    ['name', { name: ' ' }, 'required'],
    ['email', { email: 'ute@' }, 'invalid_format'],
    ['subject', { subject: 'x'.repeat(161) }, 'too_big'],
    ['body', { body: '' }, 'required'],
    ['category', { category: 'gossip' }, 'invalid_union'],
    ['body', { body: 'a\0b' }, 'invalid_characters'],
  ])('is told what is wrong with the %s', async (field, wrong, code) => {
    const answer = await site.ask(wrong);

    expect([answer.status, await answer.json()]).toEqual([
      422,
      { code: 'invalid', fields: { [field]: code } },
    ]);
    expect(answer.headers.get('access-control-allow-origin')).toBe(SHOP);
    expect(await held()).toEqual([]);
    expect((await site.ask()).status).toBe(202);
  });

  test.each([
    ['too soon', async () => site.opened('en', 1_000), 'too_soon'],
    ['too late', async () => site.opened('en', 2 * HOUR_MS + 1), 'too_late'],
    ['with a word nobody gave', async () => 'x.en..y.z', 'wrong'],
    ['with a word that was changed', async () => (await site.opened()).replace('.en.', '.ru.'), 'wrong'],
    ['with the word of the portal’s own page', async () => other(), 'wrong'],
  ])('is refused %s', async (_, token, code) => {
    const answer = await site.send({ ...ute, challenge: await token() });

    expect([answer.status, await answer.json()]).toEqual([
      422,
      { code: 'invalid', fields: { challenge: `guests.${code}` } },
    ]);
    expect(await held()).toEqual([]);
  });

  test('who fills what nobody sees is thanked and forgotten', async () => {
    const answer = await site.ask({ website: 'https://buy.example' });

    expect([answer.status, await answer.json()]).toEqual([202, { message: 'check_mail' }]);
    expect(await held()).toEqual([]);
    expect(await w.db.reader.$count(events, eq(events.name, 'request.quarantined'))).toBe(0);
  });

  test('sends the same twice and asks once', async () => {
    const body = { ...ute, challenge: await site.opened() };
    const answers = [];
    for (let n = 0; n < 2; n += 1) answers.push(await site.send(body, { 'idempotency-key': 'a1' }));

    expect(answers.map(({ status }) => status)).toEqual([202, 202]);
    expect(answers.map(({ headers }) => headers.get('access-control-allow-origin'))).toEqual([SHOP, SHOP]);
    expect(await held()).toHaveLength(1);
  });

  test('has three tries an hour for an address, and may read when to come back', async () => {
    for (let n = 0; n < 3; n += 1) expect((await site.ask({ body: `Question ${n}` })).status).toBe(202);
    const answer = await site.ask();

    expect(answer.status).toBe(429);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(answer.headers.get('access-control-allow-origin')).toBe(SHOP);
    expect(await held()).toHaveLength(3);
    expect((await site.ask({ email: 'other@kessler.example' })).status).toBe(202);
  });

  test('has twenty tries an hour from one place', async () => {
    const statuses = [];
    for (let n = 0; n < 21; n += 1)
      statuses.push((await site.ask({ email: `n${n}@kessler.example` })).status);

    expect(statuses.slice(0, 20)).toEqual(Array.from({ length: 20 }, () => 202));
    expect(statuses[20]).toBe(429);
  });
});

async function other(): Promise<string> {
  const token = w.portico.guests.challenge('en', null);
  vi.setSystemTime(Date.now() + 10_000);
  return token;
}
