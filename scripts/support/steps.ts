export type Counts = {
  passed: number;
  failed: number;
  skipped: number;
  /** The names of what failed, as far as they have one. */
  failures?: string[];
};
export type Step = { name: string; run: () => Promise<Counts> };

const NOTHING: Counts = { passed: 0, failed: 0, skipped: 0 };

/** A step that either holds or does not: it counts as one. */
export const check = (name: string, holds: () => Promise<boolean>): Step => ({
  name,
  run: async () => ((await holds()) ? { ...NOTHING, passed: 1 } : { ...NOTHING, failed: 1 }),
});

/** Runs every step, whatever became of the one before, and says how each went. */
export async function runSteps(steps: Step[]): Promise<Counts> {
  const total = { ...NOTHING };
  const lines: string[] = [];
  const failures: string[] = [];
  for (const { name, run } of steps) {
    console.log(`\n── ${name}`);
    const began = performance.now();
    const counts = await run().catch((error: unknown) => {
      console.error(error);
      return { ...NOTHING, failed: 1 };
    });
    total.passed += counts.passed;
    total.failed += counts.failed;
    total.skipped += counts.skipped;
    failures.push(...(counts.failures ?? []).map((failure) => `✗ ${name}: ${failure}`));
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    lines.push(`${counts.failed ? '✗' : '✓'} ${name.padEnd(12)} ${seconds.padStart(6)} s  ${say(counts)}`);
  }
  // Last, since a long log is read from its end.
  console.log(`\n${[...failures, '', ...lines].join('\n')}\n`);
  return total;
}

export const say = ({ passed, failed, skipped }: Counts) =>
  `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`;
