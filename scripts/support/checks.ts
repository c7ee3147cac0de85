import { run } from './run.ts';
import { check } from './steps.ts';

const succeeds = async (command: string, args: string[]) =>
  (await run(command, args, { ASTRO_TELEMETRY_DISABLED: '1' })) === 0;

/** What can be said about the code without running it. */
export const checks = [
  check('format', () => succeeds('prettier', ['--check', '--cache', '--log-level=warn', '.'])),
  check('lint', () => succeeds('oxlint', ['--deny-warnings'])),
  check('types', () => succeeds('astro', ['check', '--minimumFailingSeverity', 'warning'])),
  check('dead-code', () => succeeds('knip', ['--no-progress'])),
];
