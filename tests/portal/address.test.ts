import { expect, test } from 'vitest';

import { asFile } from '#portal/address.ts';

const list = (query: string) => new URL(`https://portal.example/requests${query}`);

test.each([
  ['', '/api/exports/requests'],
  ['?q=pump&status=&sort=due', '/api/exports/requests?q=pump&sort=due'],
  ['?q=a%26b&after=abc', '/api/exports/requests?q=a%26b'],
  ['?before=abc&done=1', '/api/exports/requests'],
])('the list at %j is the file at %j', (query, file) => {
  expect(asFile(list(query), 'requests')).toBe(file);
});

test('what a page holds by itself goes along', () => {
  expect(asFile(list('?q=pump'), 'requests', { tab: 'all' })).toBe('/api/exports/requests?q=pump&tab=all');
});
