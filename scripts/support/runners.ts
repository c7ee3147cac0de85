import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

import { run } from './run.ts';
import type { Counts } from './steps.ts';

type Environment = Record<string, string>;
type Assertion = { status: string; fullName: string; failureMessages?: string[] };
type VitestReport = {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  testResults: { assertionResults: Assertion[] }[];
};
type Spec = {
  ok: boolean;
  title: string;
  file: string;
  tests: { results: { error?: { message?: string } }[] }[];
};
type Suite = { suites?: Suite[]; specs?: Spec[] };
type PlaywrightReport = Suite & {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
};

/** Vitest over one project. Anything it complains about besides tests (coverage, a stray error) counts too. */
export const vitest = (project: string, args: string[] = [], env: Environment = {}): Promise<Counts> =>
  withReport(async (file) => {
    const code = await run(
      'vitest',
      [
        'run',
        '--config=tests/vitest.config.ts',
        `--project=${project}`,
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${file}`,
        ...args,
      ],
      env,
    );
    const report = readReport<VitestReport>(file);
    return judge(code, {
      passed: report?.numPassedTests ?? 0,
      failed: report?.numFailedTests ?? 0,
      skipped: report?.numPendingTests ?? 0,
      failures: failedOf(report),
    });
  });

export const playwright = (args: string[] = []): Promise<Counts> =>
  withReport(async (file) => {
    const options = ['test', '--config=tests/playwright.config.ts', '--reporter=list,json', ...args];
    const code = await run('playwright', options, { PLAYWRIGHT_JSON_OUTPUT_FILE: file });
    const report = readReport<PlaywrightReport>(file);
    const stats = report?.stats;
    return judge(code, {
      passed: stats?.expected ?? 0,
      failed: (stats?.unexpected ?? 0) + (stats?.flaky ?? 0),
      skipped: stats?.skipped ?? 0,
      failures: report ? brokenIn(report) : [],
    });
  });

const failedOf = (report: VitestReport | undefined): string[] =>
  (report?.testResults ?? []).flatMap(({ assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === 'failed')
      .map(({ fullName, failureMessages }) => withReason(fullName, failureMessages?.[0])),
  );

const brokenIn = ({ suites = [], specs = [] }: Suite): string[] => [
  ...specs
    .filter(({ ok }) => !ok)
    .map(({ file, title, tests }) => withReason(`${file}: ${title}`, tests[0]?.results[0]?.error?.message)),
  ...suites.flatMap(brokenIn),
];

/** With the first lines of why: whoever reads only the end of a log sees it. */
const withReason = (name: string, message = '') =>
  [name, ...stripVTControlCharacters(message).split('\n').slice(0, 4)].join('\n    ').trimEnd();

/** A run that failed without a failed test, or that found no test at all, is a failure as well. */
function judge(code: number, counts: Counts): Counts {
  const isSilentFailure = counts.failed === 0 && (code !== 0 || counts.passed + counts.skipped === 0);
  return isSilentFailure ? { ...counts, failed: 1 } : counts;
}

async function withReport(work: (file: string) => Promise<Counts>): Promise<Counts> {
  const folder = mkdtempSync(join(tmpdir(), 'portico-report-'));
  try {
    return await work(join(folder, 'report.json'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readReport<Report>(file: string): Report | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Report;
  } catch {
    return undefined;
  }
}
