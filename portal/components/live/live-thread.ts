import { listenLive, type News } from '../../scripts/live.ts';
import { renewThread } from './renew.ts';
import { beThere } from './be-there.ts';

type Words = { entries: string; updated: string; reading: string; replying: string };
type Room = Extract<News, { event: 'presence' }>['data'];

/** What makes an entry of the conversation. */
const WRITTEN = new Set(['request.replied', 'request.noted']);

/** Says that a conversation has gone on, shows it when asked to, and says who else has it open. */
class LiveThread extends HTMLElement {
  #entries = 0;

  connectedCallback(): void {
    const { key = '', request = '', presence } = this.dataset;
    listenLive(key, (news) => this.#hear(news));
    this.querySelector('a')?.addEventListener('click', (event) => {
      event.preventDefault();
      void this.#renew();
    });
    if (presence) beThere(request, (room) => this.#show(room));
  }

  get #words(): Words {
    return JSON.parse(this.dataset['words'] ?? '{}') as Words;
  }

  #hear(news: News): void {
    if (news.event === 'missed') return this.#offer();
    if (news.data.id !== this.dataset['request']) return;
    if (news.event === 'presence') return this.#show(news.data);
    if (news.data.mine) return this.#arrived();
    if (WRITTEN.has(news.data.name)) this.#entries += 1;
    this.#offer();
  }

  /** What the reader has sent himself shows that it is on its way, until it is not. */
  #arrived(): void {
    const link = this.querySelector('a');
    if (link && document.querySelector('[data-held]')) void renewThread(link.href);
  }

  #offer(): void {
    const { entries, updated } = this.#words;
    const link = this.querySelector('a');
    const text = link?.querySelector('span');
    if (!link || !text) return;
    text.textContent = this.#entries > 0 ? entries.replace('{count}', String(this.#entries)) : updated;
    link.hidden = false;
  }

  async #renew(): Promise<void> {
    const link = this.querySelector('a');
    if (!link) return;
    if (!(await renewThread(link.href))) return location.assign(link.href);
    this.#entries = 0;
    link.hidden = true;
  }

  #show({ people }: Room): void {
    const place = this.querySelector('.present');
    const words = this.#words;
    place?.replaceChildren(
      ...people.map(({ name, doing }) => {
        const one = document.createElement('span');
        one.textContent = words[doing].replace('{who}', name);
        return one;
      }),
    );
  }
}

customElements.define('live-thread', LiveThread);
