import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';

import { indexArticles } from '#api/articles/indexing.ts';
import { helpHome, readArticle } from '#api/articles/reading.ts';
import { searchArticles } from '#api/articles/search.ts';
import { audiences, type Audience } from '#db/enums.ts';
import { articles, revisions, sections } from '#db/schema/articles.ts';
import { events } from '#db/schema/events.ts';
import { world, type Name, type World } from '#tests/support/world.ts';

const words = { title: 'Set the zero', summary: 'Five minutes and a screwdriver.', body: 'Turn the screw.' };
const draft = { sectionId: 'sec_devices', audience: 'public', locale: 'en', ...words };

async function house(): Promise<World> {
  const w = await world();
  const names = { en: 'Devices', es: 'Equipos', ru: 'Приборы' };
  await w.db.direct.insert(sections).values([
    { id: 'sec_devices', slug: 'devices', names, position: 0 },
    { id: 'sec_orders', slug: 'orders', names: { ...names, en: 'Orders' }, position: 1 },
  ]);
  return w;
}

type Made = { id: string; number: number; version: number };

async function write(w: World, input: Partial<typeof draft> = {}): Promise<Made> {
  const response = await w.as('eve').post('/articles', { ...draft, ...input });
  expect(response.status).toBe(201);
  return (await response.json()) as Made;
}

async function publish(w: World, { id }: Made, locale = 'en') {
  expect((await w.as('eve').put(`/articles/${id}/publication`, { locale })).status).toBe(200);
  await w.settle();
}

const versionOf = async (w: World, { id }: Made) => (await w.system.find(articles, id)).version;

type Listed = { items: { id: string; title: string; url: string; locale: string }[]; total: number };

const json = async <T>(response: Promise<Response>): Promise<T> => (await (await response).json()) as T;
const ids = ({ items }: { items: { id: string }[] }) => items.map(({ id }) => id).sort();

describe.each([
  { reader: undefined, reads: ['public'] },
  { reader: 'dan', reads: ['public', 'signed_in', 'customers'] },
  { reader: 'bea', reads: ['public', 'signed_in', 'partners'] },
  { reader: 'abe', reads: audiences },
] as { reader: Name | undefined; reads: readonly Audience[] }[])('$reader', ({ reader, reads }) => {
  const made: (Made & { audience: Audience; state: string; word: string })[] = [];
  let w: World;
  const me = () => (reader ? w.as(reader) : w.guest());
  const mine = () =>
    made
      .filter(({ audience, state }) => state === 'live' && reads.includes(audience))
      .map(({ id }) => id)
      .sort();

  beforeAll(async () => {
    w = await house();
    for (const audience of audiences) {
      for (const state of ['draft', 'live', 'retired']) {
        const word = `valve${audience.replace('_', '')}${state}`;
        const article = await write(w, { audience, title: `Valve ${word}`, body: `About ${word}.` });
        made.push({ ...article, audience, state, word });
        if (state !== 'draft') await publish(w, article);
        if (state === 'live') {
          const secret = { locale: 'en', title: `Valve secret${word}`, body: 'unannounced' };
          await w.as('eve').patch(`/articles/${article.id}`, await versionOf(w, article), secret);
        }
        if (state === 'retired') await w.as('eve').delete(`/articles/${article.id}/publication`);
      }
    }
    await w.settle();
  });

  test('opens what is published for them and nothing else', async () => {
    const opened = [];
    const read = [];
    const refused = new Set<number>();
    for (const { id, number } of made) {
      const { status } = await me().get(`/articles/${id}?locale=en`);
      const page = await readArticle(me().scope, { number }, 'en').catch(() => undefined);
      if (status === 200) opened.push(id);
      else refused.add(status);
      if (page) read.push(page.id);
    }

    expect(opened.sort()).toEqual(mine());
    expect(read.sort()).toEqual(mine());
    expect([...refused]).toEqual([404]);
  });

  test('finds the same in lists, and the count says no more', async () => {
    const all = await json<Listed>(me().get('/articles'));
    const section = await json<Listed>(me().get('/articles?section=devices'));
    const [home] = await helpHome(me().scope, 'en');

    expect(ids(all)).toEqual(mine());
    expect(ids(section)).toEqual(mine());
    expect([all.total, section.total, home?.total]).toEqual(Array(3).fill(mine().length));
    expect(home?.articles.length).toBe(Math.min(5, mine().length));
  });

  test('finds the same by searching, and the count says no more', async () => {
    const found = await json<Listed & { count: number }>(
      me().get('/articles/search?q=valve&locale=en&limit=50'),
    );

    expect(ids(found)).toEqual(mine());
    expect(found.count).toBe(mine().length);
  });

  test('finds nothing by the very words of an article that is not theirs', async () => {
    const searched = [];
    const suggested = [];
    const told = [];
    for (const { id, word } of made) {
      for (const locale of ['en', 'es']) {
        const query = `q=${word}&locale=${locale}`;
        searched.push(...ids(await json(me().get(`/articles/search?${query}`))));
        suggested.push(...ids(await json(me().get(`/articles/suggestions?${query}`))));
      }
      const { items } = await searchArticles(me().scope, { q: word, locale: 'en', limit: 50 });
      if (JSON.stringify(items).includes(word)) told.push(id);
    }

    expect(told.sort()).toEqual(mine());
    expect([...new Set(searched)].sort()).toEqual(mine());
    expect([...new Set(suggested)].sort()).toEqual(mine());
  });

  test('is offered the same while typing', async () => {
    const { items } = await json<Listed>(me().get('/articles/suggestions?q=valv&locale=en&limit=10'));

    expect(ids({ items })).toEqual(mine());
  });

  test('meets no word of what is still being written', async () => {
    const answers = [];
    for (const path of ['', '/search?q=unannounced', '/search?q=valve', ...made.map(({ id }) => `/${id}`)])
      answers.push(await (await me().get(`/articles${path}`)).text());

    expect(answers.join()).not.toMatch(/secret|unannounced/);
  });
});

describe('an editor', () => {
  test('writes an article nobody reads until it is published', async () => {
    const w = await house();
    const article = await write(w);
    const before = await w.guest().get(`/articles/${article.id}`);
    await publish(w, article);
    const after = await json<{ html: string; url: string }>(w.guest().get(`/articles/${article.id}`));

    expect(before.status).toBe(404);
    expect(after).toMatchObject({
      html: '<p>Turn the screw.</p>',
      url: `/help/en/${article.number}-set-the-zero`,
    });
  });

  test('keeps every revision, and readers the one that was published', async () => {
    const w = await house();
    const article = await write(w);
    await publish(w, article);
    const change = { locale: 'en', body: 'Turn it twice.' };
    const saved = await w.as('eve').patch(`/articles/${article.id}`, await versionOf(w, article), change);
    const kept = await w.system.select(revisions).orderBy(revisions.number);
    const read = await json<{ html: string }>(w.guest().get(`/articles/${article.id}`));

    expect(await saved.json()).toMatchObject({ latest: { revision: 2, body: 'Turn it twice.' } });
    expect(kept.map(({ number, body }) => [number, body])).toEqual([
      [1, 'Turn the screw.'],
      [2, 'Turn it twice.'],
    ]);
    expect(read.html).toBe('<p>Turn the screw.</p>');
    expect(await w.guest().scope.select(revisions)).toMatchObject([{ number: 1 }]);
  });

  test('is told when somebody saved first, and changes nothing', async () => {
    const w = await house();
    const article = await write(w);
    const first = await w.as('eve').patch(`/articles/${article.id}`, 1, { locale: 'en', body: 'First.' });
    const second = await w.as('ada').patch(`/articles/${article.id}`, 1, { locale: 'en', body: 'Second.' });
    const stale = { 'if-match': '"1"' };
    const publishing = await w.as('ada').put(`/articles/${article.id}/publication`, {}, stale);
    const { latest } = await json<{ latest: unknown }>(w.as('eve').get(`/articles/${article.id}`));

    expect([first.status, second.status, publishing.status]).toEqual([200, 412, 412]);
    expect(latest).toMatchObject({ revision: 2, body: 'First.' });
    expect((await w.guest().get(`/articles/${article.id}`)).status).toBe(404);
  });

  test('takes an article from its readers, also from the search', async () => {
    const w = await house();
    const article = await write(w);
    await publish(w, article);
    const gone = await w.as('eve').delete(`/articles/${article.id}/publication`);
    const at = await w.guest().get('/articles/search?q=zero');
    await w.settle();
    const again = await w.as('eve').delete(`/articles/${article.id}/publication`);

    expect([gone.status, again.status]).toEqual([204, 409]);
    expect(await at.json()).toMatchObject({ items: [], count: 0 });
    expect(await w.portico.base.search.count({ audiences: ['public'] })).toBe(0);
  });

  test('gets back a lost index, without what is not published', async () => {
    const w = await house();
    const { search } = w.portico.base;
    const live = await write(w);
    await publish(w, live);
    await write(w, { title: 'Draft' });
    await search.drop('article', [live.id]);
    const lost = await search.count({ audiences });
    await indexArticles(w.portico.base);

    expect([lost, await search.count({ audiences })]).toEqual([0, 1]);
  });

  test('narrows the audience at once, before the index knows', async () => {
    const w = await house();
    const article = await write(w);
    await publish(w, article);
    const found = await json<Listed>(w.guest().get('/articles/search?q=zero'));
    const narrowed = { locale: 'en', audience: 'internal' };
    await w.as('eve').patch(`/articles/${article.id}`, await versionOf(w, article), narrowed);
    const hidden = await json<Listed>(w.guest().get('/articles/search?q=zero'));
    await w.settle();

    expect([found.items.length, hidden.items.length]).toEqual([1, 0]);
    expect(await w.portico.base.search.count({ audiences: ['public'] })).toBe(0);
    expect(await w.portico.base.search.count({ audiences: ['internal'] })).toBe(1);
  });

  test('links articles by number, in the language of the text', async () => {
    const w = await house();
    const target = await write(w);
    const body = `See [the zero](article:${target.number}).`;
    const article = await write(w, { title: 'Lights', body });
    await publish(w, article);
    const { html } = await json<{ html: string }>(w.guest().get(`/articles/${article.id}`));
    const broken = await w.as('eve').post('/articles', { ...draft, body: '[x](article:999)' });

    expect(html).toContain(`<a href="/help/en/${target.number}-set-the-zero">the zero</a>`);
    expect(broken.status).toBe(422);
    expect(await broken.json()).toMatchObject({ fields: { body: 'articles.unknown_link' } });
    expect(await w.system.count(articles)).toBe(2);
  });

  test('cannot smuggle script into a page', async () => {
    const w = await house();
    const body = '# Hi\n\n<script>alert(1)</script><img src=x onerror=alert(1)>\n\n[x](javascript:alert(1))';
    const article = await write(w, { body });
    await publish(w, article);
    const { html } = await json<{ html: string }>(w.guest().get(`/articles/${article.id}`));

    expect(html).toContain('<h2 id="h-hi">Hi</h2>');
    expect(html).not.toMatch(/script|onerror/);
  });

  test('publishes for staff alone without the customers hearing of it', async () => {
    const w = await house();
    await publish(w, await write(w, { audience: 'internal' }));
    await publish(w, await write(w));
    const heard = await w.system.select(events, eq(events.name, 'article.published')).orderBy(events.at);

    expect(heard.map(({ audience }) => audience)).toEqual(['staff', 'public']);
  });

  test('must name a section that is there', async () => {
    const w = await house();
    const response = await w.as('eve').post('/articles', { ...draft, sectionId: 'sec_none' });
    const added = await w
      .as('eve')
      .post('/articles/sections', { en: 'Devices', es: 'Equipos', ru: 'Приборы' });
    const { items } = await json<{ items: { slug: string }[] }>(w.guest().get('/articles/sections'));

    expect(response.status).toBe(422);
    expect(added.status).toBe(201);
    expect(items.map(({ slug }) => slug)).toEqual(['devices', 'orders', 'devices-2']);
    expect(await w.system.count(articles)).toBe(0);
  });
});

describe('a reader of another language', () => {
  test('gets the translation where it is published, else the language it was written in', async () => {
    const w = await house();
    const article = await write(w);
    await publish(w, article);
    const spanish = {
      locale: 'es',
      title: 'Ajustar el cero',
      summary: 'Cinco minutos.',
      body: 'Gire el tornillo.',
    };
    const saved = await w.as('eve').patch(`/articles/${article.id}`, await versionOf(w, article), spanish);
    const before = await json<Listed['items'][0]>(w.as('freja').get(`/articles/${article.id}`));
    await publish(w, article, 'es');
    const after = await json<Listed['items'][0]>(w.as('freja').get(`/articles/${article.id}`));
    const { items } = await json<Listed>(w.as('freja').get('/articles'));

    expect(saved.status).toBe(200);
    expect([before.locale, before.title]).toEqual(['en', 'Set the zero']);
    expect([after.locale, after.url]).toEqual(['es', `/help/es/${article.number}-ajustar-el-cero`]);
    expect(items[0]).toMatchObject({ title: 'Ajustar el cero' });
  });

  test('is shown what exists only in another language when nothing else answers', async () => {
    const w = await house();
    await publish(w, await write(w));
    const found = await json<Listed>(w.guest().get('/articles/search?q=screwdriver&locale=ru'));

    expect(found.items).toMatchObject([{ locale: 'en', title: 'Set the zero' }]);
  });

  test('a translation says everything or is refused', async () => {
    const w = await house();
    const article = await write(w);
    const half = await w.as('eve').patch(`/articles/${article.id}`, 1, { locale: 'ru', title: 'Ноль' });
    const nothing = await w.as('eve').put(`/articles/${article.id}/publication`, { locale: 'ru' });

    expect([half.status, nothing.status]).toEqual([422, 409]);
    expect(await half.json()).toMatchObject({ fields: { summary: 'required', body: 'required' } });
    expect(await versionOf(w, article)).toBe(1);
  });
});

describe('who is not an editor', () => {
  test.each(['abe', 'bea', 'dan'] as const)('%s changes nothing', async (name) => {
    const w = await house();
    const article = await write(w);
    const me = w.as(name);
    const tried = [
      await me.post('/articles', draft),
      await me.post('/articles/sections', { en: 'a', es: 'b', ru: 'c' }),
      await me.patch(`/articles/${article.id}`, 1, { locale: 'en', body: 'Mine.' }),
      await me.put(`/articles/${article.id}/publication`, {}),
      await me.delete(`/articles/${article.id}/publication`),
    ];

    expect(tried.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403]);
    expect(await w.system.select(articles)).toMatchObject([{ version: 1, status: 'draft' }]);
    expect(await w.system.count(revisions)).toBe(1);
  });
});

describe('a customer about to ask', () => {
  test('says that an article solved it, and a guest or a stranger to the article cannot', async () => {
    const w = await house();
    const open = await write(w);
    const inside = await write(w, { audience: 'internal' });
    await publish(w, open);
    await publish(w, inside);
    const solved = await w.as('dan').post(`/articles/${open.id}/solution`);
    const refused = [
      await w.guest().post(`/articles/${open.id}/solution`),
      await w.as('dan').post(`/articles/${inside.id}/solution`),
    ];
    const recorded = await w.system.select(events, eq(events.name, 'article.solved'));

    expect([solved.status, ...refused.map(({ status }) => status)]).toEqual([204, 401, 404]);
    expect(recorded).toMatchObject([{ subjectId: open.id, actorId: 'per_dan', audience: 'staff' }]);
  });

  test('gets answers in any alphabet, and half a word is enough', async () => {
    const w = await house();
    const russian = { locale: 'ru', title: 'Нет связи со шлюзом', summary: 'Индикаторы', body: 'Проверьте.' };
    await publish(w, await write(w, russian), 'ru');
    const { items } = await json<Listed>(
      w.guest().get(`/articles/suggestions?q=${encodeURIComponent('связ')}&locale=ru`),
    );

    expect(items).toMatchObject([{ title: 'Нет связи со шлюзом', url: '/help/ru/1-net-svyazi-so-shlyuzom' }]);
  });

  test('asks nothing and gets nothing', async () => {
    const w = await house();
    await publish(w, await write(w));
    const empty = await json<Listed>(w.guest().get('/articles/search?q=+++'));
    const odd = await w.guest().get(`/articles/search?q=${encodeURIComponent('"*)( OR NEAR -')}`);

    expect(empty.items).toEqual([]);
    expect(odd.status).toBe(200);
  });
});
