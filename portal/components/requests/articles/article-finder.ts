import { chooser } from '../../../scripts/palette.ts';

const PAUSE_MS = 150;
const CALL = '??';

/** Two question marks in the text around it open the finder; the choice takes their place. */
class ArticleFinder extends HTMLElement {
  #asking = new AbortController();
  #timer = 0;

  connectedCallback(): void {
    const text = this.closest('form')?.querySelector('textarea');
    const dialog = this.querySelector('dialog');
    const input = this.querySelector('input');
    const list = this.querySelector<HTMLElement>('[role=listbox]');
    if (!text || !dialog || !input || !list) return;
    // What is typed here is not what the form keeps or sends.
    dialog.addEventListener('input', (event) => event.stopPropagation());
    input.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') event.preventDefault();
    });

    let at = 0;
    const put = (words: string) => {
      text.setRangeText(words, at, at, 'end');
      text.focus();
      text.dispatchEvent(new Event('input', { bubbles: true }));
    };
    const show = chooser(dialog, input, list, ({ dataset }) => put(dataset['insert'] ?? ''));
    list.addEventListener('click', (event) => {
      const option = (event.target as Element).closest('a');
      if (!option) return;
      event.preventDefault();
      dialog.close();
      put(option.dataset['insert'] ?? '');
    });
    dialog.addEventListener('click', (event) => event.target === dialog && dialog.close());
    dialog.addEventListener('cancel', () => text.focus());

    const open = () => {
      input.value = '';
      show([]);
      dialog.showModal();
    };
    text.addEventListener('input', () => {
      at = text.selectionStart;
      if (text.value.slice(at - CALL.length, at) !== CALL) return;
      at -= CALL.length;
      text.setRangeText('', at, at + CALL.length, 'end');
      open();
    });
    this.querySelector(':scope > a')?.addEventListener('click', (event) => {
      event.preventDefault();
      at = text.selectionStart;
      open();
    });
    input.addEventListener('input', () => {
      window.clearTimeout(this.#timer);
      this.#timer = window.setTimeout(() => void this.#ask(input.value, show), PAUSE_MS);
    });
  }

  async #ask(q: string, show: (options: Element[]) => void): Promise<void> {
    this.#asking.abort();
    this.#asking = new AbortController();
    const { signal } = this.#asking;
    const address = `${this.dataset['address'] ?? ''}?${new URLSearchParams({ q })}`;
    const answer = await fetch(address, { signal }).catch(() => undefined);
    if (!answer?.ok || signal.aborted) return;
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    if (signal.aborted) return;
    const found = [...page.querySelectorAll('[data-insert]')];
    const status = this.querySelector('[role=status]');
    if (status) status.textContent = page.querySelector('[data-count]')?.textContent ?? '';
    show(found.map((option) => document.importNode(option, true)));
  }
}

customElements.define('article-finder', ArticleFinder);
