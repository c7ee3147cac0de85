import { commands } from './support/commands.ts';
import { loadEnvironment } from './support/environment.ts';

const [name = '', ...args] = process.argv.slice(2);
const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
loadEnvironment();
if (command) {
  process.exitCode = await command.run(args);
} else {
  console.log('npx portico COMMAND\n');
  for (const [each, { usage, what }] of Object.entries(commands))
    console.log(`  ${each} ${usage}\n      ${what}\n`);
  process.exitCode = name === '' || name === 'help' ? 0 : 2;
}
