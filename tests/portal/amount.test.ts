import { describe, expect, test } from 'vitest';

import { readAmount, writeAmount } from '../../portal/components/opportunities/amount.ts';

describe('an amount', () => {
  test.each([
    ['en', '12500', 12_500_00],
    ['en', '12,500', 12_500_00],
    ['en', '12,500.5', 12_500_50],
    ['en', '1,234,567.89', 1_234_567_89],
    ['en', '12.500,50', 12_500_50],
    ['en', '12,5', 12_50],
    ['en', '1.000.000', 1_000_000_00],
    ['es', '12.500', 12_500_00],
    ['es', '12.500,50', 12_500_50],
    ['es', '12.5', 12_50],
    ['es', '12,500.50', 12_500_50],
    ['ru', '12 500,50', 12_500_50],
    ['ru', '12\u00a0500,50', 12_500_50],
    ['ru', '12\u202f500', 12_500_00],
    ['en', "12'500", 12_500_00],
    ['en', ' 0 ', 0],
  ] as const)('in %s, typed as %s', (locale, typed, minor) => {
    expect(readAmount(locale, typed)).toBe(minor);
  });

  test.each([
    ['en', ''],
    ['en', 'much'],
    ['en', '-5'],
    ['en', '12.345'],
    ['es', '12,345'],
    ['en', '1,23,4.5'],
    ['en', '12,50,00'],
    ['en', '12..5'],
    ['en', '.5'],
    ['en', '12.500,50,1'],
    ['en', '5e3'],
  ] as const)('in %s is none: %s', (locale, typed) => {
    expect(readAmount(locale, typed)).toBeUndefined();
  });

  test.each(['en', 'es', 'ru'] as const)('is read as it was written, in %s', (locale) => {
    for (const minor of [0, 1, 50, 100, 123_45, 1_234_56, 12_345_00, 1_234_567_80])
      expect([minor, readAmount(locale, writeAmount(locale, minor))]).toEqual([minor, minor]);
  });
});
