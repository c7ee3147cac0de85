import { listenLive } from '../../scripts/live.ts';

/** Counts the requests that have moved since the list was loaded; what the reader did himself he knows. */
class LiveList extends HTMLElement {
  readonly #moved = new Set<string>();

  connectedCallback(): void {
    listenLive(this.dataset['key'] ?? '', (news) => {
      if (news.event !== 'request' || news.data.mine) return;
      this.#moved.add(news.data.id);
      const link = this.querySelector('a');
      const text = link?.querySelector('span');
      if (!link || !text) return;
      text.textContent = (this.dataset['text'] ?? '').replace('{count}', String(this.#moved.size));
      link.hidden = false;
    });
  }
}

customElements.define('live-list', LiveList);
