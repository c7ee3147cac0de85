import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';

import { importArticles, type ImportArticles } from '#api/imports/articles/service.ts';
import { importedArticle } from '#api/imports/articles/known.ts';
import { newAddress } from '#api/imports/articles/old-address.ts';
import { articlePictures } from '#db/schema/article-pictures.ts';
import { articles, revisions, sections, translations } from '#db/schema/articles.ts';
import { folder as scratch } from '#tests/support/database.ts';
import { svg } from '#tests/support/pictures.ts';
import { stateOf } from '#tests/support/state.ts';
import { world, type World } from '#tests/support/world.ts';

let w: World;
let folder: string;
beforeEach(async () => {
  w = await world();
  folder = await mkdtemp(join(scratch, 'help-'));
});

async function lay(files: Record<string, string | Uint8Array>) {
  for (const [path, content] of Object.entries(files)) {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
  }
}

const article = (title: string, id: number | string, body = 'It is written down.', more = '') =>
  `---\ntitle: "${title}"\nid: ${id}\n${more}---\n\n${body}\n`;

const bring = (wish: Partial<ImportArticles> = {}, path = folder) =>
  importArticles(w.as('ada').scope, path, {
    dryRun: false,
    locale: 'en',
    audience: 'public',
    source: 'old-help',
    ...wish,
  });

/** What readers see, by title. */
async function pages(): Promise<Record<string, string>> {
  const rows = await w.db.reader
    .select({ title: translations.title, html: revisions.html })
    .from(translations)
    .innerJoin(revisions, eq(revisions.id, translations.liveRevisionId));
  return Object.fromEntries(rows.map(({ title, html }) => [title, html]));
}

const codes = ({ notes }: { notes: { code: string; where: string; detail?: string }[] }) =>
  notes.map(({ code, where, detail }) => [code, where, ...(detail === undefined ? [] : [detail])]);

describe('folders', () => {
  test('become headings and sections with the names they have', async () => {
    await lay({
      'Lamps & Lights/Oplà 2/One.md': article('One', 1),
      'Lamps & Lights/Oplà 2/Deeper/Two.md': article('Two', 2),
      'Lamps & Lights/Three.md': article('Three', 3),
      'Store/Oplà 2/Four.md': article('Four', 4),
      'Store/img/README.txt': 'no article',
    });
    expect(await bring()).toMatchObject({ created: 4, rejected: {}, notes: [] });

    const all = await w.db.reader.select().from(sections);
    const named = (id: string | null) => all.find((one) => one.id === id)?.names.en;
    const found = await w.db.reader
      .select({ title: translations.title, section: articles.sectionId })
      .from(articles)
      .innerJoin(translations, eq(translations.articleId, articles.id));
    const where = found.map(({ title, section }) => {
      const { names, parentId } = all.find(({ id }) => id === section)!;
      return [title, names.en, named(parentId)];
    });
    expect(where.sort()).toEqual([
      ['Four', 'Oplà 2', 'Store'],
      ['One', 'Oplà 2', 'Lamps & Lights'],
      ['Three', 'Lamps & Lights', undefined],
      ['Two', 'Oplà 2', 'Lamps & Lights'],
    ]);
    expect(new Set(all.map(({ slug }) => slug)).size).toBe(4);
  });
});

describe('links', () => {
  test('lead to the articles as they are here, from wherever and however they are written', async () => {
    await lay({
      'A/One.md': article(
        'One (new)',
        360_001,
        [
          '[two](https://help.old.example/hc/en-us/articles/360002-Two#how)',
          '[two](/hc/en-us/articles/360002)',
          '[two](../B/Two%20ways.md#why "Title")',
          '[two][ref]',
          '<https://help.old.example/hc/en-us/articles/360002-Two>',
          'https://help.old.example/hc/en-us/articles/360002',
          '<a class="x" href="/hc/en-us/articles/360002-Two?a=1&amp;b=2">two</a>',
          '[section](https://help.old.example/hc/en-us/sections/9-B)',
          '[![picture](p.svg)](/hc/en-us/articles/360002)',
          '[elsewhere](https://other.example/hc/en-us/articles/7-Seven)',
          '`[code](/hc/en-us/articles/360002)`',
          '',
          '[ref]: </hc/articles/360002>',
        ].join('\n\n'),
      ),
      'A/p.svg': svg(),
      'B/Two ways.md': article('Two *ways*', '360002'),
    });
    const report = await bring();
    const two = '/help/en/2-two-ways';

    expect(report.notes).toEqual([]);
    const html = (await pages())['One (new)'] ?? '';
    expect([...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)).toEqual([
      `${two}#h-how`,
      two,
      `${two}#h-why`,
      two,
      two,
      two,
      two,
      '/help/en/sections/b',
      two,
      'https://other.example/hc/en-us/articles/7-Seven',
    ]);
    expect(html).toContain(`<a href="${two}">Two *ways*</a>`);
    expect(html).toContain('<code>[code](/hc/en-us/articles/360002)</code>');
  });

  test('to what is not there are told, and stay', async () => {
    const gone = 'https://help.old.example/hc/en-us/articles/9-Gone';
    await lay({
      'A/One.md': article('One', 1, `[gone](${gone}) [x](none.md)`),
      'A/Two.md': article('Two', 2, 'See [one](https://help.old.example/hc/en-us/articles/1).'),
    });

    expect(codes(await bring())).toEqual([
      ['articles.dangling_link', 'A/One.md', gone],
      ['articles.dangling_link', 'A/One.md', 'none.md'],
    ]);
    expect((await pages())['One']).toContain(`href="${gone}"`);
  });
});

describe('pictures', () => {
  test('come along by the names that tell them apart, and what is missing is told', async () => {
    await lay({
      'A/One.md': article(
        'One',
        1,
        '![a](img/a.svg) ![b](<./img/b b.svg>) ![old](img/old/a.svg) ![c](img/c.png) <img src="img/a.svg" alt="d">',
      ),
      'A/img/a.svg': svg(10, 10),
      'A/img/b b.svg': svg(20, 20),
      'A/img/old/a.svg': svg(30, 30),
      'A/img/bad.png': 'no picture',
      'A/Two.md': article('Two', 2, '![bad](img/bad.png)'),
    });
    expect(codes(await bring())).toEqual([
      ['articles.picture_missing', 'A/One.md', 'img/c.png'],
      ['articles.picture_refused', 'A/Two.md', 'bad.png'],
    ]);

    const html = (await pages())['One'] ?? '';
    expect(
      [...html.matchAll(/alt="(\w+)" width="(\d+)"/g)].map(([, alt, width]) => `${alt} ${width}`),
    ).toEqual(['a 10', 'b 20', 'old 30', 'd 10']);
    expect(html).toContain(' c ');
    expect(await w.db.reader.$count(articlePictures)).toBe(3);
  });

  test('are read from the folder alone', async () => {
    const outside = await mkdtemp(join(scratch, 'outside-'));
    await writeFile(join(outside, 'secret.svg'), svg());
    await lay({
      'A/One.md': article('One', 1, `![a](../../${outside.split('/').at(-1)}/secret.svg) ![b](link.svg)`),
    });
    await symlink(join(outside, 'secret.svg'), join(folder, 'A/link.svg'));

    expect((await bring()).notes).toHaveLength(2);
    expect(await w.db.reader.$count(articlePictures)).toBe(0);
  });
});

test('what is written for another help centre reads well here', async () => {
  await lay({
    'A/One.md': article(
      'One',
      1,
      [
        '## Windows {#win .big}',
        '[go](https://go.example){.link-external target="_blank"} on [down](#win){.x}',
        'Type <password> and `{.code}` for {vid}',
        '<table><tr><td><kbd>A</kbd></td></tr></table>',
        '<iframe src="https://video.example/1"></iframe>',
      ].join('\n\n'),
    ),
  });
  await bring();
  const html = (await pages())['One'] ?? '';

  expect(html).toContain('<h2 id="h-win">Windows</h2>');
  expect(html).toContain('go</a> on <a href="#h-win">down</a></p>');
  expect(html).toContain('<p>Type &#x3C;password> and <code>{.code}</code> for {vid}</p>');
  expect(html).toContain('<kbd>A</kbd>');
  expect(html).toContain('<a href="https://video.example/1" rel="noopener nofollow">');
});

describe('a second time', () => {
  const files = {
    'A/One.md': article('One', 1, 'See [two](Two.md). ![a](a.svg)'),
    'A/a.svg': svg(),
    'A/Two.md': article('Two', 2),
  };

  test('nothing changes', async () => {
    await lay(files);
    await bring();
    const before = await stateOf(w);

    expect(await bring()).toMatchObject({ created: 0, changed: 0, unchanged: 2 });
    expect(await stateOf(w)).toEqual(before);
  });

  test('only what is new in the files is written, and nothing over what was written here', async () => {
    await lay(files);
    await bring();
    const id = (await importedArticle(w.system, '2')) ?? '';
    const { version } = await w.system.find(articles, id);
    await w.as('eve').patch(`/articles/${id}`, version, { locale: 'en', title: 'Two, mended here' });
    await lay({ 'A/Moved/One.md': article('One', 1, 'Written anew.'), 'A/a.svg': svg(50, 50) });
    await rm(join(folder, 'A/One.md'));

    expect(await bring()).toMatchObject({ created: 0, changed: 1, unchanged: 1 });
    expect(await pages()).toMatchObject({ One: '<p>Written anew.</p>' });
    expect(await w.db.reader.$count(articles)).toBe(2);
    const [row] = await w.db.reader.select().from(translations).where(eq(translations.articleId, id));
    expect(row?.searchText).toContain('mended');
  });

  test('in another language the same article learns it', async () => {
    await lay(files);
    await bring();
    await lay({ 'A/One.md': article('Uno', 1, 'Escrito.'), 'A/Two.md': article('Dos', 2) });
    await bring({ locale: 'es' });

    expect(await w.db.reader.$count(articles)).toBe(2);
    expect(Object.keys(await pages()).sort()).toEqual(['Dos', 'One', 'Two', 'Uno']);
  });
});

describe('a file that is no good', () => {
  test('is told, and the others come in', async () => {
    await lay({
      'A/Broken.md': '---\ntitle: [\n---\n\ntext',
      'A/Good.md': article('Good', 1),
      'A/Latin.md': Buffer.from([0x23, 0x20, 0xe9, 0x0a]),
      'A/Long.md': article('x'.repeat(200), 2),
      'A/Same.md': article('Same', 1),
      'A/Tangled.md': article('Tangled', 3, '<b>'.repeat(500)),
      'A/Untold.md': '# Its own title\n\nText.',
      'A/Empty.md': article('Empty', 4, ''),
    });
    const { created, rejected, notes } = await bring();

    expect({ created, rejected }).toEqual({
      created: 3,
      rejected: {
        'articles.front_matter': 1,
        'articles.not_utf8': 1,
        'title.too_big': 1,
        'articles.same_id': 1,
        'body.too_complex': 1,
      },
    });
    expect(notes.map(({ where }) => where)).toContain('A/Broken.md');
    expect(Object.keys(await pages()).sort()).toEqual(['Empty', 'Good', 'Its own title']);
  });

  test('is refused in a dry run as well', async () => {
    await lay({
      'A/Long.md': article('x'.repeat(200), 2),
      'A/Huge.md': article('Huge', 3, 'x'.repeat(200_000)),
    });

    expect(await bring({ dryRun: true })).toMatchObject({
      created: 0,
      rejected: { 'title.too_big': 1, 'body.too_big': 1 },
    });
  });

  test.each([
    ['pairs without an end', `see {${'aa=1&bb=2&'.repeat(9)} and`],
    ['names without an end', `<div>\n<${'a'.repeat(60_000)}`],
    ['brackets', '<'.repeat(60_000)],
    ['links', '[x]('.repeat(1_000)],
  ])('keeps nobody waiting by %s', { timeout: 6_000 }, async (_, body) => {
    await lay({ 'A/One.md': article('One', 1, body) });
    expect(await bring({ dryRun: true })).toMatchObject({ created: 1 });
  });

  test('may be the only one', async () => {
    await lay({ 'Lamps/One.md': article('One', 1) });

    expect(await bring({}, join(folder, 'Lamps/One.md'))).toMatchObject({ created: 1 });
    expect(await w.db.reader.select().from(sections)).toMatchObject([{ names: { en: 'Lamps' } }]);
  });
});

test('what was withdrawn here is not published again', async () => {
  await lay({ 'A/One.md': article('One', 1) });
  await bring();
  const id = (await importedArticle(w.system, '1')) ?? '';
  await w.as('eve').delete(`/articles/${id}/publication`);
  await lay({ 'A/One.md': article('One', 1, 'Written anew.') });
  const report = await bring();

  expect(codes(report)).toEqual([['articles.retired_here', 'A/One.md']]);
  expect(await w.system.find(articles, id)).toMatchObject({ status: 'retired' });
});

test('what is hidden in a folder stays there', async () => {
  await lay({
    'A/One.md': article('One', 1),
    '.trash/Two.md': article('Two', 2),
    'A/.old/3.md': article('3', 3),
  });

  expect(await bring()).toMatchObject({ created: 1 });
  expect(Object.keys(await pages())).toEqual(['One']);
});

describe('an old address', () => {
  const go = (path: string, by?: 'dan') =>
    newAddress((by ? w.as(by) : w.guest()).scope, path, 'ru').catch(
      ({ status }: { status: number }) => status,
    );

  test('leads to where the article is now, for whoever may read it', async () => {
    await lay({
      'A & B/One.md': article('One', 360_001),
      'A & B/Two.md': article('Two', 2, 'Text.', 'draft: true\n'),
    });
    await bring({ audience: 'customers' });

    expect(await go('/hc/en-us/articles/360001-What-it-was-called', 'dan')).toBe('/help/en/1-one');
    expect(await go('/hc/articles/360001', 'dan')).toBe('/help/ru/1-one');
    expect(await go('/hc/en-us/sections/77-A-B')).toBe('/help/en/sections/a-b');
    expect(await go('/hc/es')).toBe('/help/es');
    const refused = [
      'articles/360001',
      'articles/2-Two',
      'articles/3',
      'sections/9-None',
      'sections/9',
      'x/1',
    ];
    for (const path of refused) expect([path, await go(`/hc/en-us/${path}`)]).toEqual([path, 404]);
  });
});

test('a draft stays one, an audience is kept, and a dry run does nothing', async () => {
  await lay({ 'A/One.md': article('One', 1, 'Text.', 'draft: true\n'), 'A/Two.md': article('Two', 2) });
  const before = await stateOf(w);
  expect(await bring({ dryRun: true })).toMatchObject({ created: 2 });
  expect(await stateOf(w)).toEqual(before);

  await bring({ audience: 'customers' });
  expect(Object.keys(await pages())).toEqual(['Two']);
  expect(await w.db.reader.select().from(articles)).toMatchObject([
    { audience: 'customers', status: 'draft' },
    { audience: 'customers', status: 'live' },
  ]);
});

test('whoever may not write articles brings none', async () => {
  await lay({ 'A/One.md': article('One', 1) });
  const { scope } = w.as('dan');
  const wish = { dryRun: false, locale: 'en', audience: 'public', source: 'x' } as const;

  await expect(importArticles(scope, folder, wish)).rejects.toMatchObject({ status: 403 });
  expect(await readFile(join(folder, 'A/One.md'), 'utf8')).toContain('One');
});
