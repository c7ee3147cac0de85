import { run } from './support/run.ts';

const [name] = process.argv.slice(2);
if (!name || !/^[a-z0-9_]+$/.test(name)) {
  console.error('Say what the migration does: npm run db:migration -- lowercase_domains');
  process.exit(1);
}
process.exitCode = await run('drizzle-kit', ['generate', '--config', 'db/drizzle.config.ts', '--name', name]);
