import { readFileSync } from 'node:fs';

/** A table of a document: its rows, each by the heads of the columns. */
export type Table = Record<string, string>[];

const cellsOf = (line: string) =>
  line
    .slice(1, -1)
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll(String.raw`\|`, '|'));

/** The tables of a Markdown document, each with the last heading above it. */
export function tablesOf(file: string): { heading: string; rows: Table }[] {
  const tables: { heading: string; rows: Table }[] = [];
  let heading = '';
  let heads: string[] | undefined;
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const title = /^#+ (.*)$/.exec(line)?.[1];
    if (title) heading = title;
    if (!line.startsWith('|')) heads = undefined;
    else if (!heads) {
      heads = cellsOf(line);
      tables.push({ heading, rows: [] });
    } else if (!/^\|[\s:|-]+\|$/.test(line)) {
      const cells = cellsOf(line);
      tables.at(-1)?.rows.push(Object.fromEntries(heads.map((head, n) => [head, cells[n] ?? ''])));
    }
  }
  return tables;
}

/** The one table under a heading. */
export function tableOf(file: string, heading: string, n = 0): Table {
  const found = tablesOf(file).filter((table) => table.heading === heading)[n];
  if (!found) throw new Error(`${file} has no table under "${heading}"`);
  return found.rows;
}

/** What stands in code quotes. */
export const quoted = (text: string): string[] =>
  [...text.matchAll(/`([^`]+)`/g)].map(([, word]) => word ?? '');
