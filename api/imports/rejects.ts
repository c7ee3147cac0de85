import { csvLine, restored } from '#api/core/csv.ts';
import { notFound } from '#api/core/errors.ts';
import type { Scope } from '#api/core/scope.ts';
import { LINE_COLUMN, REASON_COLUMN } from './analysis.ts';
import { importById, rejectsAfter } from './queries.ts';

const BYTE_ORDER_MARK = '\ufeff';

/** What was refused as a file that can be mended and imported again: our two columns are ignored then. */
export async function* rejectsFile(scope: Scope, id: string): AsyncGenerator<string> {
  const found = await importById(scope, id);
  if (!found) throw notFound('imports');
  const { analysis } = found;
  yield BYTE_ORDER_MARK + csvLine([...analysis.columns, LINE_COLUMN, REASON_COLUMN]);
  for (let after = { line: 0, id: '' }; ;) {
    const rows = await rejectsAfter(scope, id, after);
    for (const { cells, line, reasons } of rows) {
      const whole = analysis.columns.map((_, at) => restored(cells[at] ?? ''));
      // Without what it had too much of, it would look right the next time.
      const more = cells.slice(analysis.columns.length).map(restored);
      yield csvLine([...whole, String(line), reasons.join(' '), ...more]);
    }
    const last = rows.at(-1);
    if (!last) return;
    after = last;
  }
}
