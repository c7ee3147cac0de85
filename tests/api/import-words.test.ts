import { afterEach, expect, test, vi } from 'vitest';

import { Teller } from '../../scripts/support/import-report.ts';

const lines: string[] = [];
vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line));
vi.spyOn(console, 'error').mockImplementation((line: string) => void lines.push(line));
afterEach(() => void lines.splice(0));

const missing = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    code: 'articles.picture_missing',
    where: 'lamps.md',
    detail: `lamp-${index}.png`,
  }));
const report = { created: 414, changed: 0, unchanged: 0, rejected: {}, notes: missing(7) };
const nowhere = () => '';

test('a dry run says that nothing was written, and counts what is missing instead of listing it', () => {
  const teller = new Teller('articles', { dryRun: true, allNotes: false });
  teller.tell({ report });

  expect(teller.end(nowhere)).toBe(0);
  expect(lines[0]).toMatch(/^articles: 414 created.*\(dry run: nothing was written\)$/);
  expect(lines[1]).toMatch(/^ +7 {2}pictures that are not in the folder/);
  expect(lines.filter((line) => line.includes('lamps.md: lamp-'))).toHaveLength(5);
  expect(lines.at(-1)).toContain('and 2 more; --notes lists all');
});

test('every note is there for whoever asks for them', () => {
  const teller = new Teller('articles', { dryRun: false, allNotes: true });
  teller.tell({ report });
  teller.end(nowhere);

  expect(lines.filter((line) => line.includes('lamp-'))).toHaveLength(7);
  expect(lines.join()).not.toMatch(/dry run|more/);
});

test('a server that went away is no mistake of the command', () => {
  expect(new Teller('articles', { dryRun: false, allNotes: false }).end(nowhere)).toBe(1);
  expect(lines.join()).toContain('did not answer');
});
