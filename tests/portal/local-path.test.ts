import { expect, test } from 'vitest';

import { localPath } from '#portal/local-path.ts';

test.each(['/', '/requests', '/requests?tab=open&q=a%2Fb', '/help/en/12-set-the-zero', '/a//b'])(
  'goes on to %s, which is a page of ours',
  (path) => {
    expect(localPath(path)).toBe(path);
  },
);

test.each([
  'https://evil.example/',
  '//evil.example/',
  '/\\evil.example/',
  '\\\\evil.example/',
  '/\t/evil.example/',
  '/\n/evil.example/',
  'javascript:alert(1)',
  'evil.example',
  '',
  null,
  undefined,
])('goes to the start page instead of %j', (path) => {
  expect(localPath(path)).toBe('/');
});

test.each(['/.//evil.example/', '/a/..//evil.example/', '/%2e//evil.example/', '/././/evil.example/'])(
  'is not led away by %s, which becomes //evil.example/ when it is written out',
  (path) => {
    expect(localPath(path)).toBe('/');
  },
);
