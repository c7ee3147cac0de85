/** Lets at most `size` tasks run at once; the others wait in line. For work that keeps a core busy. */
export function slots(size: number) {
  let free = size;
  const waiting: (() => void)[] = [];

  return async function run<R>(task: () => Promise<R>): Promise<R> {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await task();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
}
