const ROUNDS = 7;

/**
 * Times two ways of doing the same, turn by turn in one run, and prints one line. The ratio is how much of the other
 * one's speed ours reaches: 1 is as fast, 0.5 takes twice as long.
 *
 * @param times how often each is done in a round
 */
export async function compare(
  name: string,
  times: number,
  ours: () => Promise<unknown>,
  other: () => Promise<unknown>,
) {
  await repeat(ours, times);
  await repeat(other, times);
  const taken = { ours: [] as number[], other: [] as number[] };
  for (let round = 0; round < ROUNDS; round += 1) {
    taken.ours.push((await repeat(ours, times)) / times);
    taken.other.push((await repeat(other, times)) / times);
  }
  const [a, b] = [median(taken.ours), median(taken.other)];
  console.log(`${name}: ours=${a.toFixed(3)}ms other=${b.toFixed(3)}ms ratio=${(b / a).toFixed(2)}`);
}

async function repeat(act: () => Promise<unknown>, times: number): Promise<number> {
  const started = performance.now();
  for (let n = 0; n < times; n += 1) await act();
  return performance.now() - started;
}

const median = (values: number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
