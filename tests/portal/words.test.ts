import { expect, test } from 'vitest';

import { partsOf } from '#api/core/codes.ts';
import { opensWith } from '#portal/components/help/opening.ts';

const codesIn = (text: string) =>
  partsOf(text)
    .filter(({ isCode }) => isCode)
    .map(({ text: code }) => code);

test.each([
  ['Mount an FM-40 in the pipe', ['FM-40']],
  ['serial NL2-11806, see REQ-20534.', ['NL2-11806', 'REQ-20534']],
  ['Прибор ФМ-40 и датчик TH-12', ['ФМ-40', 'TH-12']],
  ['a 4–20 mA loop, well-known, 2026-11-22', []],
  ['https://example.com/FM-40-drawing', []],
])('the codes in “%s”', (text, codes) => {
  expect(codesIn(text)).toEqual(codes);
  expect(
    partsOf(text)
      .map((part) => part.text)
      .join(''),
  ).toBe(text);
});

test('a summary that the text begins with is known for it', () => {
  const html = '<p>The <b>AREF</b> pin &amp; its\nvoltage are old friends. More follows.</p>';

  expect(opensWith(html, 'The AREF pin & its voltage are old friends.')).toBe(true);
  expect(opensWith(html, 'The AREF pin & its voltage…')).toBe(true);
  expect(opensWith(html, 'What the AREF pin is for')).toBe(false);
  expect(opensWith(html, '')).toBe(false);
});
