import { globSync } from 'node:fs';

import { sqldProgram, startSqld } from '../tests/servers/sqld.ts';
import { findOrInstallBrowser } from './support/browser.ts';
import { findOrInstallDovecot } from './support/dovecot.ts';
import { checks } from './support/checks.ts';
import { buildWhatIsStale } from './support/parts.ts';
import { playwright, vitest } from './support/runners.ts';
import { check, runSteps, say, type Counts, type Step } from './support/steps.ts';

/** What tries every operation, every list, every text or every cell of a table asks the same of both kinds of database. */
const ELSEWHERE = [
  'addresses',
  'attack*',
  'field-groups',
  'form-conditions',
  'isolation',
  'plans',
  'reply-trimming',
  'requests-status',
  'service-levels-clock',
  'side-keys',
  'sso-tables',
  'stale-keys',
  'token-scopes',
];
const excluded = (name: string) => `--exclude=tests/api/${name}.test.ts`;

const steps: Step[] = [
  ...checks,
  check('build', () => buildWhatIsStale().then(() => true)),
  { name: 'node', run: () => vitest('node', filters.length > 0 ? filters : ['--coverage']) },
  { name: 'libsql', run: onLibsqlServer },
  { name: 'widgets', run: () => vitest('widgets', filters) },
  { name: 'portal', run: () => buildWhatIsStale().then(() => playwright(filters)) },
  { name: 'real', run: onRealData },
];

// `npm test -- portal requests`: words that name steps choose them, the others choose files within.
const words = process.argv.slice(2);
const names = new Set(steps.map(({ name }) => name));
const filters = words.filter((word) => !names.has(word));
const chosen = steps.filter(({ name }) => words.length === filters.length || words.includes(name));

if (filters.length === words.length && filters.length > 0) {
  console.error(`Name one of ${[...names].join(', ')} before “${filters.join(' ')}”.`);
  process.exit(1);
}
if (chosen.some(({ name }) => name === 'widgets' || name === 'portal')) await findOrInstallBrowser();

if (chosen.some(({ name }) => name === 'node' || name === 'libsql')) await findOrInstallDovecot();

const counts = await runSteps(chosen);
console.log(say(counts));
process.exitCode = counts.failed ? 1 : 0;

/** The API once more, on a libSQL server instead of a file: there PRAGMAs and errors differ. */
async function onLibsqlServer(): Promise<Counts> {
  if (!sqldProgram()) return skip('npm has no libSQL server for this machine');
  const { url, stop } = await startSqld();
  const env = { PORTICO_TEST_DATABASE: 'libsql', PORTICO_TEST_SQLD_URL: url };
  const files = filters.length > 0 ? filters : ['tests/api', ...ELSEWHERE.map(excluded)];
  return vitest('node', files, env).finally(stop);
}

async function onRealData(): Promise<Counts> {
  if (globSync('tests/real/**/*.test.ts').length === 0) return skip('there is no test of real data yet');
  if (!process.env['PORTICO_CORPUS']) return skip('PORTICO_CORPUS names no folder of real data');
  await buildWhatIsStale();
  return vitest('real', filters);
}

function skip(reason: string): Counts {
  console.log(`Skipped: ${reason}.`);
  return { passed: 0, failed: 0, skipped: 1 };
}
