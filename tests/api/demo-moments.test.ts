import { getTableColumns, getTableName, is } from 'drizzle-orm';
import { SQLiteTable } from 'drizzle-orm/sqlite-core';
import { describe, expect, test } from 'vitest';

import { readConfig } from '#api/core/config.ts';
import { readScript } from '#api/demo/content/script.ts';
import type { Moment } from '#api/demo/content/shape.ts';
import { momentOf } from '#api/demo/content/when.ts';
import { websiteUrl } from '#api/demo/website.ts';
import type { Portico } from '#api/portico.ts';
import * as schema from '#db/schema/index.ts';
import { demoAt } from '../support/demo.ts';

const DAY = 86_400_000;

describe('the moments of the demo', () => {
  test('move with the day on which it is loaded, all of them', async () => {
    // In winter, when no clock is changed: promises are counted in the hours of an office.
    const now = new Date('2027-01-13T10:00:00Z');
    // The same day of the week: working days are counted from it.
    const later = new Date(now.getTime() + 42 * DAY);
    const one = await story(await demoAt(now), now);
    const other = await story(await demoAt(later), later);

    expect(one.size).toBeGreaterThan(20);
    for (const [table, rows] of one) expect({ table, rows: other.get(table) }).toEqual({ table, rows });
  }, 180_000);

  test('are past at any hour of the day, and in the order in which they are told', () => {
    const told: Moment[] = [
      { daysAgo: 1, at: '09:00' },
      { daysAgo: 1, at: '12:01' },
      { daysAgo: 1, at: '22:40' },
      { daysAgo: 0, at: '03:15' },
      { daysAgo: 0, at: '07:05' },
      { daysAgo: 0, at: '16:00' },
    ];
    for (const hour of ['00:00', '00:03', '05:30', '07:59', '08:08', '23:59']) {
      const at = new Date(`2031-03-04T${hour}:00Z`);
      const moments = told.map((moment) => momentOf(moment, at).getTime());

      const inOrder = moments.toSorted((a, b) => a - b);
      expect({ hour, moments }).toEqual({ hour, moments: inOrder });
      expect(at.getTime() - Math.max(...moments)).toBeGreaterThanOrEqual(7 * 60_000);
      expect(new Set(moments).size).toBeGreaterThan(4);
    }
  });
});

/** What every row says, with moments and days counted from now and without what is made by chance. */
async function story({ base }: Portico, now: Date) {
  const today = Date.parse(now.toISOString().slice(0, 10));
  const told = (value: unknown): unknown => {
    if (value instanceof Date) return value.getTime() - now.getTime();
    if (typeof value !== 'string') return value;
    if (/^\d{4}-\d\d-\d\d$/.test(value)) return (Date.parse(value) - today) / DAY;
    return value.replaceAll(/\b([a-z]+)_[0-9a-z]{25}\b/g, '$1');
  };
  const chance = new Set(['hash', 'data', 'url']);
  // A month has not always as many days.
  const uneven = new Set(['erasures.dueAt']);
  const tables: SQLiteTable[] = Object.values(schema).filter((one) => is(one, SQLiteTable));
  // Mails come in by the way that all take, which asks the clock of the machine.
  const arriving = new Set(['mailboxes', 'inbound_mails']);
  const past = (row: Record<string, unknown>) => !/^(?:mailbox|inbound)\./.test(String(row['name']));
  // Roles are there before the demo, and sections have no age.
  const written = tables
    .filter((table) => !['roles', 'sections'].includes(getTableName(table)))
    .filter((table) => !arriving.has(getTableName(table)))
    .map(async (table) => {
      const columns = Object.keys(getTableColumns(table)).filter(
        (column) => !chance.has(column) && !uneven.has(`${getTableName(table)}.${column}`),
      );
      const rows = (await base.db.reader.select().from(table)) as Record<string, unknown>[];
      const lines = rows
        .filter(past)
        .map((row) => JSON.stringify(columns.map((column) => told(row[column]))));
      return [getTableName(table), lines.sort()] as const;
    });
  return new Map(await Promise.all(written));
}

describe('a script of the demo', () => {
  test('is read as it is written', () => {
    const [block, ...others] = readScript(
      [
        '= One',
        'problem high',
        '@ 2d 08:10 dan',
        'A line',
        'and its end.',
        '+ a.csv',
        'x;y',
        '@ 1d 09:00 abe wait 2',
      ].join('\n'),
    );

    expect(others).toEqual([]);
    expect(block).toEqual({
      title: 'One',
      facts: ['problem high'],
      entries: [
        {
          at: { daysAgo: 2, at: '08:10' },
          by: 'dan',
          words: [],
          text: 'A line and its end.',
          files: [{ name: 'a.csv', recipe: [], text: 'x;y\n' }],
        },
        { at: { daysAgo: 1, at: '09:00' }, by: 'abe', words: ['wait', '2'], text: '', files: [] },
      ],
    });
    expect(() => readScript('= One\n@ yesterday dan\n')).toThrow('@ yesterday dan');
  });
});

test('the website of the demo stands beside the portal, and never in production', () => {
  const at = (environment: Record<string, string>) =>
    websiteUrl(readConfig({ PORTICO_SECRET: 'x'.repeat(32), ...environment }));

  expect(at({ PORT: '4400' })).toBe('http://localhost:4401');
  expect(at({ PORT: '4400', PORTICO_URL: 'http://127.0.0.1:4400' })).toBe('http://127.0.0.1:4401');
  expect(at({ PORT: '4400', PORTICO_URL: 'https://portal.example' })).toBeUndefined();
  expect(at({ PORT: '4400', PORTICO_URL: 'http://localhost:4400', NODE_ENV: 'production' })).toBeUndefined();
});
