import { join } from 'node:path';

import { eq, sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';

import { importArticles } from '#api/imports/articles/service.ts';
import { articlePictures } from '#db/schema/article-pictures.ts';
import { articles, revisions, sections, translations } from '#db/schema/articles.ts';
import { dangers } from '#tests/support/safe-html.ts';
import { stateOf } from '#tests/support/state.ts';
import { world } from '#tests/support/world.ts';

const corpus = process.env['PORTICO_CORPUS'];
const PATIENCE_MS = 600_000;
const wish = { dryRun: false, locale: 'en', audience: 'public', source: 'help-centre' } as const;

/**
 * Counted in the files themselves: 414 Markdown files (4 of them with `draft: true`) in 44 folders of 7; 460 links to
 * articles by their old address, 3 of them commented out and 4 to an id that no file has. Of the pictures only small
 * ones are there: 180 times a text shows one that is, 342 times one that is not.
 */
const COUNTED = {
  articles: 414,
  drafts: 4,
  folders: 7,
  sections: 44,
  links: 460,
  hidden: 3,
  dangling: 4,
  pictures: 180,
  missing: 342,
};

describe.skipIf(!corpus)('the help centre of a maker of electronics (needs PORTICO_CORPUS)', () => {
  test('comes in whole, and once', { timeout: PATIENCE_MS }, async () => {
    const w = await world();
    const { scope } = w.as('ada');
    const folder = join(corpus ?? '', 'kb-arduino-helpcenter/content');
    const before = await stateOf(w);
    const dry = await importArticles(scope, folder, { ...wish, dryRun: true });
    expect(await stateOf(w)).toEqual(before);

    const report = await importArticles(scope, folder, wish);
    const noted = (code: string) => report.notes.filter((note) => note.code === code).length;
    expect(report).toEqual(dry);
    expect({ ...report, notes: report.notes.length }).toEqual({
      created: COUNTED.articles,
      changed: 0,
      unchanged: 0,
      rejected: {},
      notes: COUNTED.dangling + COUNTED.missing,
    });
    expect(noted('articles.dangling_link')).toBe(COUNTED.dangling);
    expect(noted('articles.picture_missing')).toBe(COUNTED.missing);

    const { reader } = w.db;
    expect(await reader.$count(articles, eq(articles.status, 'live'))).toBe(
      COUNTED.articles - COUNTED.drafts,
    );
    expect(await reader.$count(articles, eq(articles.status, 'draft'))).toBe(COUNTED.drafts);
    expect(await reader.$count(sections, sql`parent_id is null`)).toBe(COUNTED.folders);
    expect(await reader.$count(sections, sql`parent_id is not null`)).toBe(COUNTED.sections);
    expect(await reader.$count(articlePictures)).toBe(COUNTED.pictures);
    const names = (await reader.select().from(sections)).map((one) => one.names.en);
    expect(names).toEqual(
      expect.arrayContaining(['Oplà IoT Kit', 'Yún Board', 'Licensing & Counterfeits', 'CTC GO!']),
    );

    const written = await reader
      .select({ id: translations.id, html: revisions.html })
      .from(translations)
      .innerJoin(revisions, eq(revisions.translationId, translations.id))
      .orderBy(revisions.number);
    const texts = [...new Map(written.map(({ id, html }) => [id, html])).values()];
    const found = (pattern: RegExp) =>
      texts.flatMap((html) => [...html.matchAll(pattern)].map(([, one]) => one));
    const links = found(/href="\/help\/en\/(\d+)-/g);
    const shown = found(/\/pictures\/(pic_\w+)/g);
    const numbers = (await reader.select().from(articles)).map(({ number }) => String(number));
    expect(texts).toHaveLength(COUNTED.articles);
    expect(texts.flatMap((html) => dangers(html))).toEqual([]);
    expect(texts.filter((html) => /\{[.#]/.test(html))).toEqual([]);
    expect(links.filter((number) => !numbers.includes(number ?? ''))).toEqual([]);
    expect(new Set(shown).size).toBe(COUNTED.pictures);
    expect(links).toHaveLength(COUNTED.links - COUNTED.hidden - COUNTED.dangling);
    expect(found(/(\/hc\/[\w-]+\/articles\/\d+)/g)).toHaveLength(COUNTED.dangling);

    const settled = await stateOf(w);
    const again = await importArticles(scope, folder, wish);
    expect(again).toEqual({ ...report, created: 0, unchanged: COUNTED.articles });
    expect(await stateOf(w)).toEqual(settled);
  });
});
