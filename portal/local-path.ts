/** A path of this site to go on to. Anything that a browser could read as another site becomes the start page. */
export function localPath(path: FormDataEntryValue | string | null | undefined, otherwise = '/'): string {
  if (typeof path !== 'string' || !path.startsWith('/')) return otherwise;
  const { origin, pathname, search } = new URL(path, 'http://here.invalid');
  // "/.//there" is a path here, but without its dot it reads as another site.
  const away = origin !== 'http://here.invalid' || path.includes('\\') || pathname.startsWith('//');
  return away ? otherwise : pathname + search;
}
