import { loadEnvironment } from './support/environment.ts';
import { buildWhatIsStale } from './support/parts.ts';

loadEnvironment();
await buildWhatIsStale();

const { main } = await import('#api/server.ts');
await main();
