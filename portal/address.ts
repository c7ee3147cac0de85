/** This address with some parameters changed; `undefined` takes one away. */
export function withParams(url: URL, changes: Record<string, string | undefined>): string {
  const params = new URLSearchParams(url.search);
  params.delete('done');
  params.delete('moved');
  params.delete('gone');
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined || value === '') params.delete(name);
    else params.set(name, value);
  }
  return params.size ? `${url.pathname}?${params}` : url.pathname;
}

/** The same list as a file; what a form left empty narrows nothing. */
export function asFile(url: URL, list: string, kept: Record<string, string | undefined> = {}): string {
  const empty = [...url.searchParams].filter(([, value]) => !value).map(([name]) => [name, undefined]);
  const changes = { ...Object.fromEntries(empty), after: undefined, before: undefined, ...kept };
  return `/api/exports/${list}${new URL(withParams(url, changes), url).search}`;
}
