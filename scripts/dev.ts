import { loadEnvironment } from './support/environment.ts';
import { run } from './support/run.ts';

loadEnvironment();
process.exitCode = await run('astro', ['dev', ...process.argv.slice(2)], {
  ASTRO_TELEMETRY_DISABLED: '1',
  // Astro would otherwise go to the background when it believes that a program started it.
  ASTRO_DEV_BACKGROUND: '0',
});
