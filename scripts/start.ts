import { loadEnvironment } from './support/environment.ts';
import { buildWhatIsStale } from './support/parts.ts';
import { quicken } from './support/quick-start.ts';

quicken();
loadEnvironment();
await buildWhatIsStale();
await import('./support/serve.ts');
