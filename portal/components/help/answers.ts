const PAUSE_MS = 120;
const SHORTEST = 2;

export interface Answer {
  id: string;
  locale: string;
  title: string;
  url: string;
  titleParts: { text: string; hit: boolean }[];
}

/** Asks for answers a moment after the last letter; an answer to an older question is never shown. */
export function whileTyping(
  input: HTMLInputElement,
  { locale, limit }: { locale: string; limit: number },
  show: (answers: Answer[]) => void,
): void {
  let asking = new AbortController();
  let pause = 0;
  let shown = '';

  const ask = async (q: string) => {
    asking = new AbortController();
    const query = new URLSearchParams({ q, locale, limit: String(limit) });
    const init = { signal: asking.signal };
    const response = await fetch(`/api/articles/suggestions?${query}`, init).catch(() => undefined);
    if (!response?.ok || init.signal.aborted) return;
    const { items } = (await response.json()) as { items: Answer[] };
    if (!init.signal.aborted) show(items);
  };

  input.addEventListener('input', () => {
    const q = input.value.trim().replace(/\s+/g, ' ');
    if (q === shown) return;
    shown = q;
    asking.abort();
    clearTimeout(pause);
    if (q.length < SHORTEST) show([]);
    else pause = window.setTimeout(() => void ask(q), PAUSE_MS);
  });
}

/** What was searched for stands out. */
export function marked(parts: Answer['titleParts']): DocumentFragment {
  const fragment = document.createDocumentFragment();
  for (const { text, hit } of parts) {
    const piece = hit ? document.createElement('mark') : document.createTextNode(text);
    if (hit) piece.textContent = text;
    fragment.append(piece);
  }
  return fragment;
}
