import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The rows of a table whose cells stand between `|`; its first line names the columns. */
export function readTable<C extends string>(file: string, columns: readonly C[]): Record<C, string>[] {
  const [head = '', ...lines] = readFileSync(join(import.meta.dirname, file), 'utf8')
    .trim()
    .split('\n');
  if (head !== `# ${columns.join(' | ')}`) throw new Error(`${file} has other columns: ${head}`);
  return lines.map((line) => {
    const cells = line.split('|').map((cell) => cell.trim());
    if (cells.length !== columns.length) throw new Error(`${file} has a row of another width: ${line}`);
    return Object.fromEntries(columns.map((column, index) => [column, cells[index]])) as Record<C, string>;
  });
}
