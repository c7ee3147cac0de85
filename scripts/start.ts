import { loadEnvironment } from './support/environment.ts';
import { buildWhatIsStale } from './support/parts.ts';

loadEnvironment();
await buildWhatIsStale();
await import('./support/serve.ts');
