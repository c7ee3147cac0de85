#!/usr/bin/env node
// `npx portico COMMAND` in the clone: the same launcher as for every npm script, which knows the right Node.
process.env.PORTICO_CALLED_FROM = process.env.INIT_CWD || process.cwd();
process.argv.splice(2, 0, 'portico');
await import('./launch.mjs');
