/** Two versions of a long text without the lines at both ends that are the same. */
export function difference(now: string, yours: string): { now: string; yours: string } {
  const [a, b] = [now.split('\n'), yours.split('\n')];
  const shorter = Math.min(a.length, b.length);
  let head = 0;
  while (head < shorter && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && a.at(-1 - tail) === b.at(-1 - tail)) tail += 1;
  const middle = (lines: string[]) =>
    [head > 0 ? '…' : '', ...lines.slice(head, lines.length - tail), tail > 0 ? '…' : '']
      .filter(Boolean)
      .join('\n');
  return { now: middle(a), yours: middle(b) };
}
