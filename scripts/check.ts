import { checks } from './support/checks.ts';
import { runSteps, say } from './support/steps.ts';

const names = process.argv.slice(2);
const counts = await runSteps(checks.filter(({ name }) => names.length === 0 || names.includes(name)));
console.log(say(counts));
process.exitCode = counts.failed ? 1 : 0;
