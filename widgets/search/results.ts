import type { Client } from '../shared/client.ts';
import type { ArticleHit, Reply } from '../shared/contract.ts';

const SIZE = 50;

/** Asks the portal once for each question and remembers the last fifty answers. */
export class Results {
  readonly #known = new Map<string, ArticleHit[]>();

  async find(
    client: Client,
    query: Record<string, string>,
    signal: AbortSignal,
  ): Promise<Reply<ArticleHit[]>> {
    const key = Object.values(query).join('\n').toLowerCase();
    const known = this.#known.get(key);
    if (known) {
      this.#remember(key, known);
      return { ok: true, value: known };
    }
    const reply = await client.call<{ results: ArticleHit[] }>('/articles', { query, signal });
    if (!reply.ok) return reply;
    const hits = reply.value.results.filter(({ url }) => isWebAddress(url));
    this.#remember(key, hits);
    return { ok: true, value: hits };
  }

  forget() {
    this.#known.clear();
  }

  #remember(key: string, hits: ArticleHit[]) {
    this.#known.delete(key);
    this.#known.set(key, hits);
    const [oldest] = this.#known.keys();
    if (oldest !== undefined && this.#known.size > SIZE) this.#known.delete(oldest);
  }
}

/** A link never carries a `javascript:` address into the page. */
function isWebAddress(url: string): boolean {
  const parsed = URL.parse(url);
  return parsed?.protocol === 'https:' || parsed?.protocol === 'http:';
}
