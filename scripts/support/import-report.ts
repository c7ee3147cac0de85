import { errorText, translator } from '#api/i18n/index.ts';
import type { ImportReport } from '#api/imports/report.ts';
import { atWork } from '#api/imports/states.ts';
import type { importView } from '#api/imports/view.ts';
import { reasonText } from '#api/imports/wording.ts';

type Job = ReturnType<typeof importView>;
type Refusal = { refused: string; fields: Record<string, string> };
/** One line of what a command tells: how far it is, what came of it, a line of the refused rows, or why not at all. */
type Line =
  { job: Job } | { report: ImportReport } | { line: string } | { position: number; total: number } | Refusal;

const TENTHS = 10;
const SHOWN = 5;
const WIDTH = 8;
const NOTES: Record<string, string> = {
  'articles.picture_missing': 'pictures that are not in the folder',
  'articles.picture_refused': 'pictures that are none, or too large',
  'articles.dangling_link': 'links to what is not in the folder',
  'articles.retired_here': 'articles that were withdrawn here, and stay so',
};
const t = translator('en');

/** Says on the terminal how far an import is and what came of it. */
export class Teller {
  readonly #kind: string;
  readonly #wish: { dryRun: boolean; allNotes: boolean };
  readonly #rejects: string[] = [];
  #job: Job | undefined;
  #report: ImportReport | undefined;
  #refusal: Refusal = { refused: 'no_answer', fields: {} };
  #tenth = -1;

  constructor(kind: string, wish: { dryRun: boolean; allNotes: boolean }) {
    this.#kind = kind;
    this.#wish = wish;
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
    const dry = this.#wish.dryRun ? ' (dry run: nothing was written)' : '';
    console.log(headline(this.#kind, report, refused) + dry);
    for (const line of details(report, this.#wish.allNotes)) console.log(line);
    if (this.#rejects.length > 1) console.log(`Refused rows, to be mended: ${keep(this.#rejects.join(''))}`);
    const early = this.#job && endedEarly(this.#job);
    if (early) console.error(early);
    return refused || early ? 1 : 0;
  }

  #progress({ position, total }: { position: number; total: number }) {
    const tenth = Math.floor((position / Math.max(total, 1)) * TENTHS);
    if (tenth === this.#tenth) return;
    this.#tenth = tenth;
    console.log(`  ${count(position)} of ${count(total)} ${this.#kind === 'articles' ? 'articles' : 'rows'}`);
  }
}

const headline = (kind: string, { created, changed, unchanged }: ImportReport, refused: number) =>
  `${kind}: ${count(created)} created, ${count(changed)} changed, ${count(unchanged)} unchanged, ${count(refused)} refused`;

function details({ rejected, notes }: ImportReport, all: boolean): string[] {
  const reasons = Object.entries(rejected).toSorted(([, a], [, b]) => b - a);
  return [
    ...reasons.map(([reason, rows]) => line(rows, `${reasonText(t, reason)} (${reason})`)),
    ...Object.entries(Object.groupBy(notes, ({ code }) => code)).flatMap(([code, some = []]) =>
      code === 'column_ignored'
        ? [`Columns left out: ${some.map(({ where }) => where).join(', ')}`]
        : told(code, some, all),
    ),
  ];
}

/** How often, what, and the first few places or all of them. */
function told(code: string, notes: ImportReport['notes'], all: boolean): string[] {
  const shown = all ? notes : notes.slice(0, SHOWN);
  const more = notes.length - shown.length;
  return [
    line(notes.length, NOTES[code] ?? code),
    ...shown.map(({ where, detail }) => line('', detail ? `${where}: ${detail}` : where)),
    ...(more > 0 ? [line('', `and ${count(more)} more; --notes lists all`)] : []),
  ];
}

const line = (rows: number | '', text: string) =>
  `  ${(rows === '' ? '' : count(rows)).padStart(WIDTH)}  ${text}`;

/** Nothing came back: the server went away in the middle. */
const NO_ANSWER =
  'The server did not answer to the end; its log says why. What is in is left alone next time.';

/** Why an import is not where it was to go. */
function endedEarly({ state, error }: Job): string | undefined {
  if (atWork(state)) return NO_ANSWER;
  return state === 'done' || state === 'checked'
    ? undefined
    : `It ended early: ${state}, ${error ?? 'stopped'}.`;
}

function explain({ refused, fields }: Refusal): number {
  if (refused === 'no_answer') {
    console.error(NO_ANSWER);
    return 1;
  }
  console.error(`${errorText(t, refused)} (${refused})`);
  for (const [path, code] of Object.entries(fields)) {
    const field = path.slice(path.indexOf('.') + 1);
    console.error(`  ${field}: ${errorText(t, code)} (${code})`);
    if (code === 'imports.field_missing')
      console.error(`    --map "COLUMN=${field}" or --set "${field}=TEXT"`);
  }
  return 2;
}

const sum = (counts: Record<string, number>) => Object.values(counts).reduce((all, one) => all + one, 0);
const count = (number: number) => number.toLocaleString('en-GB');
