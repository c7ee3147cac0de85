import { CsvError, parse } from 'csv-parse/sync';

export const delimiters = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof delimiters)[number];

/** One record of a file: on which line it begins, and what stands in it. `broken` when its quotes never end. */
export type FileRow = { line: number; cells: string[]; broken?: true };

const SAMPLE_CHARACTERS = 64 * 1024;
const SAMPLE_ROWS = 50;
/** A file with more open quotes than this is no table. */
const MOST_BROKEN = 100;

/** The sign that parts the most cells in the same way on every line. */
export function delimiterOf(text: string): Delimiter {
  const sample = text.slice(0, SAMPLE_CHARACTERS);
  const scored = delimiters.map((delimiter) => ({ delimiter, score: scoreOf(sample, delimiter) }));
  return scored.reduce((best, one) => (one.score > best.score ? one : best)).delimiter;
}

function scoreOf(sample: string, delimiter: Delimiter): number {
  const rows = recordsOf(sample, delimiter).slice(0, SAMPLE_ROWS);
  const width = rows[0]?.cells.length ?? 0;
  if (width < 2) return 0;
  return (rows.filter(({ cells }) => cells.length === width).length / rows.length) * Math.min(width, 10);
}

/** Every record that is not empty. What follows a quote that never ends is read as if its line were not there. */
export function recordsOf(text: string, delimiter: Delimiter): FileRow[] {
  const rows: FileRow[] = [];
  for (let from = 0, line = 0, broken = 0; from < text.length; broken += 1) {
    const { read, open } = readFrom(text.slice(from), delimiter, line);
    for (const row of read) rows.push(row);
    if (!open || broken === MOST_BROKEN) break;
    const end = endOfLine(text, from, open.line - line);
    rows.push({ line: open.line, cells: [lineAt(text, end)], broken: true });
    from = end + 1;
    line = open.line;
  }
  return rows;
}

type Read = { read: FileRow[]; open: { line: number } | undefined };

function readFrom(text: string, delimiter: Delimiter, before: number): Read {
  const read: FileRow[] = [];
  let ended = 0;
  try {
    parse(text, {
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      on_record: (record: string[], { lines }) => {
        ended = lines;
        const within = record.reduce((sum, cell) => sum + cell.split('\n').length - 1, 0);
        if (record.some((cell) => cell.trim() !== ''))
          read.push({ line: before + lines - within, cells: record });
        return null;
      },
    });
    return { read, open: undefined };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { read, open: { line: before + firstFilled(text, ended) } };
  }
}

/** Empty lines may stand between the last good record and the one that does not end. */
function firstFilled(text: string, after: number): number {
  const lines = text.split('\n');
  const at = lines.findIndex((line, index) => index >= after && line.trim() !== '');
  return (at < 0 ? after : at) + 1;
}

/** Where line number `count` after `from` ends. */
function endOfLine(text: string, from: number, count: number): number {
  let at = from - 1;
  for (let n = 0; n < count; n += 1) {
    const next = text.indexOf('\n', at + 1);
    if (next < 0) return text.length;
    at = next;
  }
  return at;
}

const lineAt = (text: string, end: number) => text.slice(text.lastIndexOf('\n', end - 1) + 1, end);
