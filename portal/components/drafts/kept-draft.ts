import { contentOf, isEmpty, type Content } from './content.ts';

const REST_MS = 800;
const AGAIN_MS = 5_000;

type Words = { saving: string; saved: string; offline: string };

/** Keeps what is typed into the form around it on the server, one save at a time, and says how that stands. */
class KeptDraft extends HTMLElement {
  #form: HTMLFormElement | null = null;
  #known = '';
  #timer: number | undefined;
  #saving: Promise<void> | undefined;
  #stopped = false;

  connectedCallback(): void {
    this.#form = this.closest('form');
    if (!this.#form) return;
    this.#known = JSON.stringify(contentOf(this.#form));
    for (const event of ['input', 'change', 'fileschange'])
      this.#form.addEventListener(event, () => this.#later(REST_MS));
    this.#form.addEventListener('submit', (event) => {
      if (event.defaultPrevented) return;
      this.#stopped = true;
      window.clearTimeout(this.#timer);
    });
    window.addEventListener('pagehide', () => void this.#save({ keepalive: true }));
    window.addEventListener('pageshow', ({ persisted }) => {
      if (persisted) this.#stopped = false;
    });
    this.querySelector('[data-mine]')?.addEventListener('click', () => void this.#keepMine());
  }

  get #words(): Words {
    return JSON.parse(this.dataset['words'] ?? '{}') as Words;
  }

  get #version(): HTMLInputElement | null {
    return this.querySelector('[name="draft"]');
  }

  #later(ms: number): void {
    window.clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.#save(), ms);
  }

  async #save({ keepalive = false } = {}): Promise<void> {
    if (!this.#form || this.#stopped) return;
    await this.#saving;
    const content = contentOf(this.#form);
    const text = JSON.stringify(content);
    if (this.#stopped || text === this.#known) return;
    this.#saving = this.#send(content, text, keepalive).finally(() => (this.#saving = undefined));
    await this.#saving;
  }

  async #send(content: Content, text: string, keepalive: boolean): Promise<void> {
    const { address = '' } = this.dataset;
    const { saved, saving, offline } = this.#words;
    const gone = isEmpty(content) && this.#version?.value !== '0';
    this.#say(saving);
    try {
      const response = gone
        ? await fetch(address, { method: 'DELETE', keepalive })
        : await fetch(address, { method: 'PUT', keepalive, body: text, headers: this.#headers() });
      if (response.status === 412) return this.#clash();
      if (!response.ok && !(gone && response.status === 404)) throw new Error(String(response.status));
      this.#known = text;
      this.#set(gone ? '0' : String(((await response.json()) as { version: number }).version));
      this.#say(gone ? '' : saved);
    } catch {
      this.#say(offline);
      this.#later(AGAIN_MS);
    }
  }

  #headers(): HeadersInit {
    return { 'Content-Type': 'application/json', 'If-Match': `"${this.#version?.value ?? 0}"` };
  }

  #set(version: string): void {
    if (this.#version) this.#version.value = version;
    const discard = this.querySelector<HTMLElement>('[data-discard]');
    if (discard) discard.hidden = version === '0';
  }

  /** Nothing is written over what another window has kept, until somebody has chosen. */
  #clash(): void {
    this.#stopped = true;
    this.#say('');
    const changed = this.querySelector<HTMLElement>('.changed');
    if (changed) changed.hidden = false;
  }

  async #keepMine(): Promise<void> {
    const response = await fetch(this.dataset['address'] ?? '');
    const theirs = response.ok ? ((await response.json()) as { version: number }).version : 0;
    this.#set(String(theirs));
    this.#stopped = false;
    const changed = this.querySelector<HTMLElement>('.changed');
    if (changed) changed.hidden = true;
    await this.#save();
  }

  #say(text: string): void {
    const state = this.querySelector('.state');
    if (state) state.textContent = text;
  }
}

customElements.define('kept-draft', KeptDraft);
