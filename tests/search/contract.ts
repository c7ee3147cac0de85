import { beforeEach, describe, expect, test } from 'vitest';

import type { SearchDocument } from '#search/document.ts';
import type { Query, Search } from '#search/index.ts';

const about = (
  id: string,
  title: string,
  text: string,
  more: Partial<SearchDocument> = {},
): SearchDocument => ({
  kind: 'article',
  id,
  locale: 'en',
  audience: 'public',
  title,
  text,
  url: `/help/${id}`,
  ...more,
});

const DOCUMENTS = [
  about('art_reset', 'Reset the gateway', 'Hold the button for ten seconds. The lamp of the KX-200 blinks.'),
  about(
    'art_channel',
    'Pin a radio channel',
    'The gateway stays on its channel. A café nearby may disturb it.',
  ),
  about('art_update', 'Update the firmware', 'Firmware 4.2.1 mends the radio. The gateway restarts.'),
  about('art_secret', 'Gateway margins', 'What the gateway costs us.', { audience: 'internal' }),
  about('art_partner', 'Gateway discounts', 'What a partner pays.', { audience: 'partners' }),
  about('art_reset', 'Сброс шлюза', 'Держите кнопку десять секунд. Индикатор мигает.', { locale: 'ru' }),
  about('art_reset', 'Restablecer la pasarela', 'Mantén pulsado el botón.', { locale: 'es' }),
];

/** What every search engine behind the port must do. */
export function searchContract(open: () => Promise<Search>) {
  let search: Search;
  beforeEach(async () => {
    search = await open();
    await search.put(DOCUMENTS);
  });

  const find = async (text: string, more: Partial<Query> = {}) => {
    const hits = await search.find({ text, audiences: ['public'], limit: 10, ...more });
    return hits.map(({ id, locale }) => (locale === 'en' ? id : `${id} ${locale}`));
  };

  describe('finding', () => {
    test('puts a word in the title before a word in the text', async () => {
      expect(await find('firmware gateway')).toEqual(['art_update', 'art_reset', 'art_channel']);
      expect((await find('gateway'))[0]).toBe('art_reset');
    });

    test('puts what has all words before what has some', async () => {
      expect((await find('radio firmware restarts'))[0]).toBe('art_update');
      expect((await find('reset radio')).sort()).toEqual(['art_channel', 'art_reset', 'art_update']);
    });

    test('puts the page with just this title first', async () => {
      await search.put([
        about('art_named', 'Printer help', 'filler '.repeat(500)),
        about('art_other', 'Help, printer: help', 'Printer help, printer help.'),
      ]);

      expect(await find('help printer')).toEqual(['art_other', 'art_named']);
      expect(await find('printer HELP?')).toEqual(['art_named', 'art_other']);
    });

    test.each([
      ['CAFE', 'art_channel'],
      ['café', 'art_channel'],
      ['boton', 'art_reset es'],
      ['ШЛЮЗА', 'art_reset ru'],
      ['секунд кнопку', 'art_reset ru'],
      ['KX-200', 'art_reset'],
      ['kx 200', 'art_reset'],
      ['200', 'art_reset'],
      ['4.2.1', 'art_update'],
    ])('finds %s', async (text, id) => {
      expect((await find(text))[0]).toBe(id);
    });

    test('takes the last word for a beginning only while somebody types', async () => {
      expect(await find('firmw', { prefix: true })).toEqual(['art_update']);
      expect(await find('pin a rad', { prefix: true })).toContain('art_channel');
      expect(await find('Сбр', { prefix: true })).toEqual(['art_reset ru']);
      expect(await find('bl', { prefix: true })).toEqual(['art_reset']);
      expect(await find('bl')).toEqual([]);
      expect(await find('bl ', { prefix: true })).toEqual([]);
    });

    test.each(['frimware', 'firmwar', 'firmwarre', 'firmvare'])('forgives a slip: %s', async (text) => {
      expect((await find(text))[0]).toBe('art_update');
      expect((await find(`${text} update`))[0]).toBe('art_update');
    });

    test('does not guess at part numbers', async () => {
      await search.put([about('art_model', 'Models', 'Made for G2100XL.')]);

      expect(await find('G2100XL')).toEqual(['art_model']);
      expect(await find('G2101XL')).toEqual([]);
      expect(await find('KX-201')).toEqual([]);
    });

    test('answers no more than asked for, and nothing to nothing', async () => {
      expect(await find('gateway', { limit: 2 })).toHaveLength(2);
      for (const text of ['', '   ', '?!', '"', '-- * ()', '\0', '🙂']) expect(await find(text)).toEqual([]);
      expect(await find('unheardof')).toEqual([]);
    });

    test.each([
      'gateway" OR "margins',
      'title:gateway',
      'gateway NOT reset',
      'gateway*',
      '^gateway',
      'NEAR(gateway reset, 2)',
      '{title}: gateway',
      "gateway'; drop table search_documents; --",
      'gateway AND',
      '(gateway',
      '+gateway -reset',
      'gateway\0reset',
      'gateway 𞤀',
      'gateway \ud800',
      `gateway ${'x'.repeat(500)} ${Array.from({ length: 500 }, (_, n) => `w${n}`).join(' ')}`,
    ])('reads nothing as syntax: %j', async (text) => {
      expect(await find(text)).toContain('art_reset');
      expect(await find(text)).not.toContain('art_secret');
    });
  });

  describe('a reader', () => {
    test('finds only what is for the audiences they belong to, whatever the limit', async () => {
      expect(await find('gateway', { audiences: ['internal'], limit: 1 })).toEqual(['art_secret']);
      expect(await find('gateway', { audiences: ['partners'] })).toEqual(['art_partner']);
      expect((await find('gateway', { audiences: ['public', 'partners', 'internal'] })).sort()).toEqual([
        'art_channel',
        'art_partner',
        'art_reset',
        'art_secret',
        'art_update',
      ]);
      expect(await find('margins')).toEqual([]);
      expect(await find('margin')).toEqual([]);
      expect(await find('gateway', { audiences: [] })).toEqual([]);
    });

    test('finds only their language when they ask for it', async () => {
      expect(await find('art reset button', { locale: 'ru' })).toEqual([]);
      expect(await find('шлюза', { locale: 'ru', limit: 1 })).toEqual(['art_reset ru']);
      expect(await find('шлюза', { locale: 'en' })).toEqual([]);
    });

    test('finds only the kinds they ask for', async () => {
      expect(await find('reset', { kinds: ['article'] })).toContain('art_reset');
      expect(await find('reset', { kinds: [] })).toEqual([]);
    });

    test('can be told how much there is for them', async () => {
      expect(await search.count({ audiences: ['public'] })).toBe(5);
      expect(await search.count({ audiences: ['public'], locale: 'en' })).toBe(3);
      expect(await search.count({ audiences: ['partners', 'internal'] })).toBe(2);
      expect(await search.count({ audiences: [] })).toBe(0);
    });
  });

  describe('a hit', () => {
    test('shows which words were found', async () => {
      const [hit] = await search.find({ text: 'reset blinks', audiences: ['public'], limit: 10 });

      expect(hit).toMatchObject({ kind: 'article', id: 'art_reset', locale: 'en', url: '/help/art_reset' });
      expect(hit?.titleParts).toEqual([
        { text: 'Reset', hit: true },
        { text: ' the gateway', hit: false },
      ]);
      expect(hit?.snippet.filter((part) => part.hit)).toEqual([{ text: 'blinks', hit: true }]);
    });

    test('shows the place in a long text, not its beginning', async () => {
      const long = `${'filler words here. '.repeat(300)}The needle lies here. ${'more filler. '.repeat(300)}`;
      await search.put([about('art_long', 'Long', long)]);
      const [hit] = await search.find({ text: 'needle', audiences: ['public'], limit: 1 });
      const shown = hit?.snippet.map(({ text }) => text).join('') ?? '';

      expect(shown).toMatch(/^….*The needle lies here\..*…$/);
      expect(shown.length).toBeLessThan(400);
    });

    test('is text, never HTML', async () => {
      await search.put([about('art_html', 'On <b>tags</b>', 'Write <script>needle</script> & see.')]);
      const [hit] = await search.find({ text: 'needle', audiences: ['public'], limit: 1 });

      expect(hit?.titleParts).toEqual([{ text: 'On <b>tags</b>', hit: false }]);
      expect(hit?.snippet.map(({ text }) => text).join('')).toBe('Write <script>needle</script> & see.');
    });
  });

  describe('the index', () => {
    test('forgets the old words of what is put again', async () => {
      await search.put([
        about('art_reset', 'Restart the router', 'Pull the plug.', { audience: 'partners' }),
      ]);

      expect(await find('blinks')).toEqual([]);
      expect(await find('plug')).toEqual([]);
      expect(await find('plug', { audiences: ['partners'] })).toEqual(['art_reset']);
      expect(await search.count({ audiences: ['public', 'partners', 'internal'] })).toBe(DOCUMENTS.length);
    });

    test('forgets what is dropped, in every language', async () => {
      await search.drop('article', ['art_reset', 'art_unknown']);

      expect(await find('reset')).toEqual([]);
      expect(await find('шлюза')).toEqual([]);
      expect((await find('gateway')).sort()).toEqual(['art_channel', 'art_update']);
    });

    test('takes many documents, and texts with anything in them', async () => {
      const many = Array.from({ length: 250 }, (_, n) => about(`art_${n}`, `Number ${n}`, 'bulk'));
      await search.put([...many, about('art_odd', 'Odd \0 \ud800 \u0002', 'before\0after')]);

      expect(await search.count({ audiences: ['public'] })).toBe(5 + 251);
      expect(await find('number 249', { limit: 1 })).toEqual(['art_249']);
      expect(await find('bulk unheardof', { limit: 3 })).toHaveLength(3);
      expect((await find('bulk radio', { limit: 300 })).slice(0, 2).sort()).toEqual([
        'art_channel',
        'art_update',
      ]);
      expect(await find('after')).toEqual(['art_odd']);
    });

    test('takes nothing', async () => {
      await search.put([]);
      await search.drop('article', []);

      expect(await search.count({ audiences: ['public'] })).toBe(5);
    });
  });
}
