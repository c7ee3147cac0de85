import { vi } from 'vitest';

/** As soon as it holds; a machine that is busy with other tests is given time. */
export const eventually = <T>(check: () => T | Promise<T>) =>
  vi.waitFor(check, { timeout: 10_000, interval: 20 });
