import { expect, test } from 'vitest';

import { Challenges, LONGEST_MS, SHORTEST_MS } from '#api/guests/challenge.ts';

const challenges = new Challenges('s'.repeat(32));
const OPENED = 1_000_000_000_000;
const token = challenges.issue({ locale: 'es', siteId: 'site_1' }, OPENED);
const read = (after: number, from: Challenges = challenges) => from.read(token, 'site_1', OPENED + after);

test('a form is taken from the third second to the second hour', () => {
  expect(() => read(SHORTEST_MS - 1)).toThrow(
    expect.objectContaining({ fields: { challenge: 'guests.too_soon' } }),
  );
  expect(read(SHORTEST_MS)).toBe('es');
  expect(read(LONGEST_MS)).toBe('es');
  expect(() => read(LONGEST_MS + 1)).toThrow(
    expect.objectContaining({ fields: { challenge: 'guests.too_late' } }),
  );
});

test('a word of another installation is none of ours', () => {
  expect(() => read(SHORTEST_MS, new Challenges('t'.repeat(32)))).toThrow(
    expect.objectContaining({ status: 422 }),
  );
});
