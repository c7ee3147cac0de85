import { Readable } from 'node:stream';

import type { Context } from 'hono';

import { attachment } from '#api/files/disposition.ts';

export type Cell = string | number | Date | null;

/** Spreadsheets take a byte order mark for the sign that a file is UTF-8. */
const BYTE_ORDER_MARK = '\ufeff';

/** What a spreadsheet takes for a formula, some of them in full width too; a quote before it is counted. */
const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/;

/** A text with a quote before it where it would be a formula; `restored` gives it back. */
export const harmless = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);
export const restored = (text: string): string =>
  text.startsWith("'") && FORMULA.test(text) ? text.slice(1) : text;

export const csvLine = (cells: Cell[]): string => `${cells.map(written).join(',')}\r\n`;

function written(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  return quoted(cell instanceof Date ? cell.toISOString() : harmless(cell));
}

const quoted = (text: string) =>
  /[",;\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

/** Sends lines as they come; what fails before the first one is an ordinary refusal. */
export async function csvResponse(c: Context, name: string, lines: AsyncIterator<string>): Promise<Response> {
  const first = await lines.next();
  async function* all() {
    yield BYTE_ORDER_MARK;
    for (let line = first; !line.done; line = await lines.next()) yield line.value;
  }
  c.header('Content-Type', 'text/csv; charset=utf-8; header=present');
  c.header('Content-Disposition', attachment(`${name}.csv`));
  return c.body(Readable.toWeb(Readable.from(all(), { objectMode: false })) as ReadableStream);
}
