import { expect, test } from 'vitest';

import { killRounds } from '#tests/support/kill/rounds.ts';

const ROUNDS = 20;
const PATIENCE_MS = 180_000;

test('what a server has said holds, however often it is killed', { timeout: PATIENCE_MS }, async () => {
  const { faults, refused, acknowledged, mails } = await killRounds(ROUNDS);

  expect(faults).toEqual([]);
  expect(refused).toEqual([]);
  expect(acknowledged).toBeGreaterThan(ROUNDS);
  expect(mails).toBeGreaterThan(ROUNDS);
});
