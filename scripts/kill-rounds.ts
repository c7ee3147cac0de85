import { killRounds } from '../tests/support/kill/rounds.ts';

const ROUNDS = 1_000;
const TOLD_EVERY = 50;

const rounds = Number(process.argv[2] ?? ROUNDS);
const began = performance.now();
const { faults, refused, ...figures } = await killRounds(rounds, (round) => {
  if (round % TOLD_EVERY === 0) console.log(`${round} of ${rounds}`);
});
console.log({ ...figures, seconds: Math.round((performance.now() - began) / 1000) });
for (const fault of [...refused, ...faults]) console.error(fault);
console.log(`${rounds} kills, ${faults.length + refused.length} faults`);
process.exitCode = faults.length + refused.length ? 1 : 0;
