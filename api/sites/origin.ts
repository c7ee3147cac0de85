const HOST = /^(?:[a-z0-9-]+\.)*[a-z0-9-]+$|^\[[0-9a-f:.]+\]$/;

/**
 * The origin that somebody means, as a browser writes it. Exact ones only: no wildcard, no path, no name in front.
 *
 * @returns nothing for what is not one
 */
export function originOf(text: string): string | undefined {
  const url = URL.parse(text.trim());
  if (!url || !/^https?:$/.test(url.protocol) || !HOST.test(url.hostname)) return undefined;
  const more = url.username + url.password + url.search + url.hash;
  return more || url.pathname !== '/' ? undefined : url.origin;
}
