import { randomUUID } from 'node:crypto';
import { join } from 'node:path';

import { eq, getTableColumns, isNull } from 'drizzle-orm';
import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';

import { createApp } from '#api/app.ts';
import { readConfig } from '#api/core/config.ts';
import { openLog } from '#api/core/log.ts';
import { demoBanner, demoSignIns } from '#api/demo/banner.ts';
import { drawings, people as cast } from '#api/demo/content/index.ts';
import { loadDemo } from '#api/demo/load.ts';
import { DEMO_PASSWORD } from '#api/demo/password.ts';
import { openPortico, type Portico } from '#api/portico.ts';
import type { Locale } from '#db/enums.ts';
import * as schema from '#db/schema/index.ts';
import { folder, freshDatabase } from '../support/database.ts';

const {
  accounts,
  articlePictures,
  articles,
  events,
  files,
  mails,
  people,
  requests,
  revisions,
  translations,
} = schema;
const EVERYBODY = ['public', 'signed_in', 'customers', 'partners', 'internal'] as const;

async function emptyPortico(): Promise<Portico> {
  const config = readConfig({ NODE_ENV: 'test', PORTICO_DATA: join(folder, `demo-${randomUUID()}`) });
  return openPortico(config, await freshDatabase(), openLog('silent'));
}

/** How many rows each table holds. */
async function sizes({ base }: Portico) {
  const { rows } = await base.db.reading.execute(
    `select name from sqlite_master where type = 'table' and name not like 'sqlite_%' order by name`,
  );
  const counted = rows.map(async ({ name }) => {
    const { rows: counts } = await base.db.reading.execute(`select count(*) as n from "${String(name)}"`);
    return [String(name), Number(counts[0]?.['n'])];
  });
  return Object.fromEntries(await Promise.all(counted)) as Record<string, number>;
}

let portico: Portico;
beforeAll(async () => {
  portico = await emptyPortico();
  await loadDemo(portico);
});

describe('a fresh installation', () => {
  test('holds the demo company under its own name, with every reference intact', async () => {
    const { base, house } = portico;
    const [row] = await base.db.reader.select().from(accounts).where(eq(accounts.kind, 'house'));

    expect(row).toMatchObject({ kind: 'house', name: 'Northlight Instruments', city: 'Göteborg' });
    expect(house.name).toBe('Northlight Instruments');
    expect((await base.db.writing.execute('pragma foreign_key_check')).rows).toEqual([]);
    expect(await sizes(portico)).toMatchObject({ accounts: 27, people: cast.length, sections: 7, sites: 2 });
  });

  test('is filled once', async () => {
    const before = await sizes(portico);
    await loadDemo(portico);

    expect(before['requests']).toBeGreaterThan(9);
    expect(await sizes(portico)).toEqual(before);
  });

  test('gives the next request and the next article a number of their own', async () => {
    const { reader } = portico.base.db;
    const counters = await reader.select().from(schema.counters);
    const numbers = async (table: typeof requests | typeof articles) =>
      Math.max(...(await reader.select({ number: table.number }).from(table)).map(({ number }) => number));

    expect(Object.fromEntries(counters.map(({ name, value }) => [name, value]))).toEqual({
      articles: await numbers(articles),
      erasures: 1,
      requests: await numbers(requests),
    });
  });

  test('looks back: nothing in it is of the future', async () => {
    const now = Date.now();
    const { rows } = await portico.base.db.reading.execute(
      `select max(at) as latest from (select max(at) as at from events union all
       select max(last_message_at) from requests union all select max(updated_at) from opportunities
       union all select max(created_at) from downloads)`,
    );
    const [oldest] = await portico.base.db.reader.select().from(events).orderBy(events.at).limit(1);

    expect(Number(rows[0]?.['latest'])).toBeLessThanOrEqual(now);
    expect(oldest?.at.getTime()).toBeLessThan(now - 300 * 86_400_000);
  });

  test('mails nobody about the past', async () => {
    const { base, worker } = portico;
    await worker.drain();

    expect(await base.db.reader.$count(events)).toBeGreaterThan(100);
    expect(await base.db.reader.$count(events, isNull(events.dispatchedAt))).toBe(0);
    expect(await base.db.reader.$count(schema.jobs)).toBe(0);
    expect(await base.db.reader.$count(mails)).toBe(0);
  });

  test('has the bytes of every file', async () => {
    const { db, storage } = portico.base;
    const kept = await db.reader.select().from(files);
    const read = kept.map(async ({ id, size }) => {
      const { stream } = await storage.get(id);
      return (await new Response(stream).bytes()).byteLength === size && size > 0;
    });

    expect(kept.length).toBeGreaterThan(10);
    expect(await Promise.all(read)).not.toContain(false);
  });
});

describe('the help of the demo', () => {
  test('is found by its titles, each in its language', async () => {
    const { db, search } = portico.base;
    const live = await db.reader.select().from(translations);
    const found = live.map(async ({ articleId, locale, title }) => {
      const hits = await search.find({ text: title, locale, audiences: EVERYBODY, limit: 3 });
      return hits.some(({ id }) => id === articleId) ? undefined : title;
    });

    expect(live.length).toBeGreaterThan(30);
    expect((await Promise.all(found)).filter(Boolean)).toEqual([]);
    expect(await search.count({ audiences: EVERYBODY })).toBe(live.length);
  });

  test('is all there in every language, and nothing of it stands in two', async () => {
    const texts = await published();
    const byArticle = Map.groupBy(texts, ({ number }) => number);
    const spoken = Map.groupBy(texts.flatMap(sentencesOf), ({ words }) => words);
    const inTwo = [...spoken].filter(([, those]) => new Set(those.map(({ locale }) => locale)).size > 1);

    expect(byArticle.size).toBe(40);
    for (const [number, [...those]] of byArticle)
      expect([number, ...those.map(({ locale }) => locale).sort()]).toEqual([
        number,
        ...translations.locale.enumValues,
      ]);
    expect(inTwo.map(([words]) => words)).toEqual([]);
    expect(spoken.size).toBeGreaterThan(2_000);
  });

  test('answers in each language what people ask', async () => {
    const { search } = portico.base;
    const found = async (locale: Locale, text: string) =>
      (await search.find({ text, locale, audiences: EVERYBODY, limit: 3 })).map(({ title }) => title);

    expect(await found('en', 'calibrate')).toContain('How often to calibrate');
    expect(await found('es', 'calibrar')).toContain('Cada cuánto calibrar');
    expect(await found('ru', 'калибровка')).toContain('Как часто калибровать');
  });

  test('links to articles in the same language that its reader may read', async () => {
    const texts = await published();
    const there = new Map(texts.map((one) => [`/help/${one.locale}/${one.number}-${one.slug}`, one]));
    const links = texts.flatMap((from) =>
      [...from.html.matchAll(/href="(\/help\/[^"#]*)/g)].map(([, to = '']) => ({ from, to: there.get(to) })),
    );
    const isOpen = ({ from, to }: (typeof links)[number]) =>
      to?.locale === from.locale && ['public', from.audience].includes(to.audience);

    expect(texts.map(({ html }) => html).join()).not.toContain('article:');
    expect(links.length).toBeGreaterThan(200);
    expect(links.filter((link) => !isOpen(link))).toEqual([]);
  });

  test('shows pictures that are there, and tells those who cannot see them what they show', async () => {
    const texts = await published();
    const kept = await portico.base.db.reader.select().from(articlePictures);
    const there = new Set(kept.map(({ articleId, id }) => `/api/articles/${articleId}/pictures/${id}`));
    const shown = texts.flatMap(({ html }) =>
      [...html.matchAll(/<img src="([^"]*)" alt="([^"]*)"/g)].map(([, source, alt]) => ({ alt, source })),
    );
    const named = texts.flatMap(({ body }) => [...body.matchAll(/!\[/g)]);

    expect(kept.map(({ name }) => name).sort()).toEqual([...drawings.keys()].sort());
    expect(shown.length).toBe(named.length);
    expect(shown.filter(({ alt }) => !alt || alt.length < 20)).toEqual([]);
    expect(new Set(shown.map(({ source }) => source))).toEqual(there);
    for (const { id, width, height } of kept) {
      const { stream } = await portico.base.storage.get(id);
      const { info } = await sharp(await new Response(stream).bytes()).toBuffer({ resolveWithObject: true });
      expect(info).toMatchObject({ format: 'webp', width: 2 * width, height: 2 * height });
    }
  });
});

/** Every text of the help as it is read. */
const published = () =>
  portico.base.db.reader
    .select({
      ...getTableColumns(translations),
      number: articles.number,
      audience: articles.audience,
      body: revisions.body,
      html: revisions.html,
    })
    .from(translations)
    .innerJoin(articles, eq(articles.id, translations.articleId))
    .innerJoin(revisions, eq(revisions.id, translations.liveRevisionId));

type Text = Awaited<ReturnType<typeof published>>[number];

/** Without programs and tables, which may look alike everywhere, and without where links lead. */
const sentencesOf = ({ locale, title, summary, body }: Text) =>
  [
    title,
    summary,
    ...body
      .replace(/```.*?```/gs, '')
      .replace(/\]\([^)]*\)/g, ']')
      .split('\n'),
  ]
    .filter((line) => /[a-zа-я]{4}/i.test(line) && !line.startsWith('|') && !line.startsWith('> [!'))
    .map((words) => ({ words, locale }));

describe('everybody in the demo', () => {
  test('signs in with the password that the banner shows', async () => {
    const app = createApp(portico);
    const signIn = (email: string, password: string) =>
      app.request('/api/auth/session', {
        method: 'POST',
        headers: { 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' },
        body: JSON.stringify({ email, password }),
      });
    const banner = await demoBanner(portico);
    const [ada, , bea] = demoSignIns();

    expect((await signIn(ada?.email ?? '', DEMO_PASSWORD)).status).toBe(204);
    expect((await signIn(bea?.email ?? '', DEMO_PASSWORD)).status).toBe(204);
    expect((await signIn(bea?.email ?? '', 'loud harbour lights')).status).toBe(401);
    expect(await portico.base.db.reader.$count(schema.passwords)).toBe(cast.length);
    for (const { email } of demoSignIns()) expect(banner).toContain(email);
    expect(banner).toContain(DEMO_PASSWORD);
  });
});

describe('an installation that people live in', () => {
  test('is left alone, and its banner tells of nobody', async () => {
    const lived = await emptyPortico();
    await lived.base.db.direct.insert(people).values({ email: 'kim@example.com', name: 'Kim Sato' });
    const before = await sizes(lived);
    await loadDemo(lived);

    expect(before['people']).toBe(1);
    expect(await sizes(lived)).toEqual(before);
    expect(await demoBanner(lived)).toBeUndefined();
  });
});
