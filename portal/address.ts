/** This address with some parameters changed; `undefined` takes one away. */
export function withParams(url: URL, changes: Record<string, string | undefined>): string {
  const params = new URLSearchParams(url.search);
  params.delete('done');
  params.delete('moved');
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined || value === '') params.delete(name);
    else params.set(name, value);
  }
  return params.size ? `${url.pathname}?${params}` : url.pathname;
}
