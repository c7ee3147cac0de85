/** What is shown of a conversation, and known of it, besides the text that the reader writes. */
const PARTS = ['.timeline', '.thread > header', '.turn', 'input[name="seen"]'];

/**
 * Loads the page again and takes the conversation out of it; what is being written stays as it is.
 *
 * @returns whether it could
 */
export async function renewThread(address: string): Promise<boolean> {
  const response = await fetch(address, { headers: { Accept: 'text/html' } }).catch(() => undefined);
  if (!response?.ok || response.redirected) return false;
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  const pairs = PARTS.map((part) => [document.querySelector(part), page.querySelector(part)] as const);
  if (!pairs[0]?.every(Boolean)) return false;
  for (const [old, fresh] of pairs) if (old && fresh) old.replaceWith(document.importNode(fresh, true));
  document.querySelector('.timeline > :last-child')?.scrollIntoView({ block: 'nearest' });
  return true;
}
