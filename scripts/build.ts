import { buildWhatIsStale } from './support/parts.ts';

await buildWhatIsStale();
