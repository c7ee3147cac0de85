import { checks } from './support/checks.ts';
import { runSteps, say } from './support/steps.ts';

const words = process.argv.slice(2);
const chosen = checks.filter(({ name }) => words.length === 0 || words.includes(name));
if (chosen.length < words.length) {
  console.error(`There is: ${checks.map(({ name }) => name).join(', ')}.`);
  process.exit(1);
}

const counts = await runSteps(chosen);
console.log(say(counts));
process.exitCode = counts.failed ? 1 : 0;
