/** A path of this site to go on to. Anything that a browser could read as another site becomes the start page. */
export function localPath(path: FormDataEntryValue | string | null | undefined, otherwise = '/'): string {
  if (typeof path !== 'string' || !path.startsWith('/')) return otherwise;
  const url = new URL(path, 'http://here.invalid');
  return url.origin === 'http://here.invalid' && !path.includes('\\') ? url.pathname + url.search : otherwise;
}
