import type { ImportReport } from '#api/imports/report.ts';
import type { importView } from '#api/imports/view.ts';

type Job = ReturnType<typeof importView>;
type Refusal = { refused: string; fields: Record<string, string> };
/** One line of what a command tells: how far it is, what came of it, a line of the refused rows, or why not at all. */
type Line =
  { job: Job } | { report: ImportReport } | { line: string } | { position: number; total: number } | Refusal;

const TENTHS = 10;
const SHOWN = 20;

/** Says on the terminal how far an import is and what came of it. */
export class Teller {
  readonly #kind: string;
  readonly #rejects: string[] = [];
  #job: Job | undefined;
  #report: ImportReport | undefined;
  #refusal: Refusal = { refused: 'no_answer', fields: {} };
  #tenth = -1;

  constructor(kind: string) {
    this.#kind = kind;
  }

  tell(told: object): void {
    const line = told as Line;
    if ('job' in line) {
      this.#job = line.job;
      this.#report = line.job.report;
      this.#progress(line.job);
    } else if ('report' in line) this.#report = line.report;
    else if ('line' in line) this.#rejects.push(line.line);
    else if ('refused' in line) this.#refusal = line;
    else this.#progress(line);
  }

  /** @param keep writes the rows that were refused and says where. @returns the exit code */
  end(keep: (rejects: string) => string): number {
    const report = this.#report;
    if (!report) return explain(this.#refusal);
    const refused = this.#job?.refused ?? sum(report.rejected);
    const { state, error } = this.#job ?? { state: 'done', error: null };
    console.log(
      headline(this.#kind, report, refused) + (state === 'checked' ? ' (dry run: nothing was written)' : ''),
    );
    for (const line of details(report)) console.log(line);
    if (this.#rejects.length > 1) console.log(`Refused rows, to be mended: ${keep(this.#rejects.join(''))}`);
    if (error) console.error(`It ended early: ${state}, ${error}.`);
    return refused === 0 && (state === 'done' || state === 'checked') ? 0 : 1;
  }

  #progress({ position, total }: { position: number; total: number }) {
    const tenth = Math.floor((position / Math.max(total, 1)) * TENTHS);
    if (tenth === this.#tenth) return;
    this.#tenth = tenth;
    console.log(`  ${count(position)} of ${count(total)}`);
  }
}

const headline = (kind: string, { created, changed, unchanged }: ImportReport, refused: number) =>
  `${kind}: ${count(created)} created, ${count(changed)} changed, ${count(unchanged)} unchanged, ${count(refused)} refused`;

function details({ rejected, notes }: ImportReport): string[] {
  const more = notes.length - SHOWN;
  return [
    ...Object.entries(rejected).map(([reason, rows]) => `  ${count(rows).padStart(8)}  ${reason}`),
    ...notes.slice(0, SHOWN).map(({ code, where, detail = '' }) => `  ${code}: ${where} ${detail}`.trimEnd()),
    ...(more > 0 ? [`  … and ${count(more)} more notes`] : []),
  ];
}

function explain({ refused, fields }: Refusal): number {
  console.error(`It was not understood: ${refused}`);
  for (const [field, code] of Object.entries(fields)) console.error(`  ${field}: ${code}`);
  return 2;
}

const sum = (counts: Record<string, number>) => Object.values(counts).reduce((all, one) => all + one, 0);
const count = (number: number) => number.toLocaleString('en-GB');
