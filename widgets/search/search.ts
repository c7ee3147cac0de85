import { html, nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';

import type { ArticleHit } from '../shared/contract.ts';
import { PorticoElement } from '../shared/element.ts';
import { searchIcon } from '../shared/icons.ts';
import { optionTemplate } from './option.ts';
import { Results } from './results.ts';
import styles from './search.css?inline';

const PAUSE = 120;
const SHORTEST = 2;

/**
 * Finds help articles while the reader types. Nothing is asked of the portal before that.
 *
 * @summary Search in the portal's public help, as a combobox with real links.
 *
 * @slot - Shown until the widget is ready and where script is blocked: a link to the help centre.
 * @slot empty - Instead of the sentence and the link when nothing was found.
 *
 * @attr {number} limit - How many results at most (default 6).
 * @attr {string} label - The visible label (default in the reader's language).
 * @attr {string} placeholder - An example inside the field.
 * @attr {string} ask-url - Where "Ask a person" leads (default: the request form of the portal).
 * @attr {string} target - Where results open, for example `_blank`.
 * @attr {boolean} inline - The results take room in the page instead of floating above it.
 * @attr {string} site-key - The website's public key, if the script does not name it.
 * @attr {string} origin - The portal's address, if it is not the script's.
 * @attr {string} lang - `en`, `es` or `ru`; otherwise the language around the element.
 * @attr {'auto'|'light'|'dark'} theme - `auto` follows the page's `color-scheme`.
 *
 * @fires portico-ready - It stands in place of the fallback.
 * @fires portico-search - Results are shown. Detail: `count`.
 * @fires portico-select - A result was chosen; cancel it to open it yourself. Detail: `id`, `url`, `position`.
 * @fires portico-error - A call failed. Detail: `code`, `retryAfter`.
 *
 * @csspart base - Around everything.
 * @csspart label - The label.
 * @csspart input - The field.
 * @csspart panel - The box of results.
 * @csspart option - One result.
 * @csspart empty - What stands there when nothing was found.
 * @csspart ask - The link to a person.
 * @csspart button - "Try again", where the widget could not start.
 *
 * @cssstate open - The results are shown.
 * @cssstate busy - An answer is awaited.
 * @cssstate error - The last call failed.
 *
 * @cssprop --portico-accent-h - Hue of the accent, 0–360.
 * @cssprop --portico-accent-c - Chroma of the accent, 0–0.14.
 * @cssprop --portico-accent - Accent as text.
 * @cssprop --portico-accent-solid - Accent as a ground.
 * @cssprop --portico-on-accent - Text on that ground.
 * @cssprop --portico-surface - Ground of fields.
 * @cssprop --portico-raised - Ground of what floats.
 * @cssprop --portico-text - Text.
 * @cssprop --portico-heading - Labels and headings.
 * @cssprop --portico-muted - Secondary text.
 * @cssprop --portico-edge - Edges of controls.
 * @cssprop --portico-focus - Focus ring.
 * @cssprop --portico-font - Type face; `inherit` takes the page's.
 * @cssprop --portico-size - What text and space are measured in (16px).
 * @cssprop --portico-radius - Corner radius of controls (6px).
 * @cssprop --portico-control - Height of controls (36px, 44px for fingers).
 * @cssprop --portico-z - Level of the floating results (9999).
 */
export class PorticoSearch extends PorticoElement {
  static override styles = PorticoElement.sheets(styles);

  @property({ type: Number }) limit = 6;
  @property() label = '';
  @property() placeholder = '';
  @property({ attribute: 'ask-url' }) askUrl = '';
  @property() target: string | undefined;

  @state() private hits: ArticleHit[] | undefined;
  @state() private open = false;
  @state() private busy = false;
  @state() private active = -1;

  readonly #results = new Results();
  #asking = new AbortController();
  #pause: ReturnType<typeof setTimeout> | undefined;

  get #input() {
    return this.renderRoot.querySelector('input');
  }

  override focus(options?: FocusOptions) {
    this.#input?.focus(options);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#reset();
  }

  override async reload() {
    this.#results.forget();
    this.#reset();
    await super.reload();
  }

  protected override willUpdate(changed: PropertyValues) {
    super.willUpdate(changed);
    this.mark('open', this.open);
    this.mark('busy', this.busy);
  }

  protected override updated(changed: PropertyValues) {
    if (!changed.has('active')) return;
    this.renderRoot.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }

  protected override content() {
    const count = this.hits?.length ?? 0;
    const listed = this.open && count > 0;
    return html`
      <div class="search" @focusout=${this.#left}>
        <label for="q" part="label">${this.label || this.text.search}</label>
        <div class="affix" aria-busy=${this.busy}>
          ${searchIcon}
          <input
            id="q"
            class="input"
            part="input"
            type="search"
            role="combobox"
            autocomplete="off"
            spellcheck="false"
            maxlength="200"
            placeholder=${this.placeholder || nothing}
            aria-autocomplete="list"
            aria-controls="hits"
            aria-expanded=${listed}
            aria-activedescendant=${this.active >= 0 ? `hit-${this.active}` : nothing}
            @input=${this.#typed}
            @keydown=${this.#pressed}
            @click=${this.#show}
          />
          <div
            class="panel"
            part="panel"
            ?hidden=${!this.open}
            @mousedown=${(event: Event) => event.preventDefault()}
          >
            <div id="hits" role="listbox" aria-label=${this.text.search} ?hidden=${!listed}>
              ${this.hits?.map((hit, index) => this.#option(hit, index))}
            </div>
            ${this.#foot(count)}
          </div>
        </div>
        <p class="visually-hidden" role="status">${this.#status()}</p>
      </div>
    `;
  }

  #option(hit: ArticleHit, index: number) {
    const chosen = (event: MouseEvent) => this.#chose(event, hit, index);
    return optionTemplate(hit, { index, active: index === this.active, target: this.target, chosen });
  }

  #foot(count: number) {
    const href = this.askUrl || `${this.portal}/f/request`;
    const ask = html`<a class="link" part="ask" href=${href}>${this.text.ask}</a>`;
    if (this.failure) return html`<p class="foot">${this.text[this.failure.code]} ${ask}</p>`;
    if (count > 0) return html`<p class="foot small">${this.text.noAnswer} ${ask}</p>`;
    return html`<div class="foot" part="empty"><slot name="empty">${this.text.nothing} ${ask}</slot></div>`;
  }

  #status() {
    if (!this.open) return nothing;
    if (this.failure) return this.text[this.failure.code];
    return this.hits?.length ? this.text.answers(this.hits.length) : this.text.nothing;
  }

  #typed = () => {
    this.#asking.abort();
    clearTimeout(this.#pause);
    if (this.#question.length < SHORTEST) return this.#reset();
    this.#pause = setTimeout(() => void this.#ask(), PAUSE);
  };

  get #question() {
    return this.#input?.value.trim().replace(/\s+/g, ' ') ?? '';
  }

  async #ask() {
    this.#asking = new AbortController();
    const signal = AbortSignal.any([this.#asking.signal, this.signal]);
    const question = { q: this.#question, locale: this.locale, limit: String(this.limit) };
    this.busy = true;
    const reply = await this.#results.find(this.client, question, signal);
    if (signal.aborted) return;
    this.busy = false;
    this.active = -1;
    // Whoever has gone on to something else is not called back.
    this.open = this.matches(':focus-within');
    this.hits = reply.ok ? reply.value : undefined;
    this.failure = reply.ok ? undefined : reply.failure;
    if (reply.ok) this.emit('portico-search', { count: reply.value.length });
    else this.fail(reply.failure);
  }

  #pressed = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    const moves: Record<string, () => boolean> = {
      ArrowDown: () => this.#move(this.active + 1),
      ArrowUp: () => this.#move(this.active - 1),
      Home: () => this.active >= 0 && this.#move(0),
      End: () => this.active >= 0 && this.#move(-1),
      Enter: () => this.#enter(event),
      Escape: () => this.#escape(),
    };
    if (moves[event.key]?.()) event.preventDefault();
  };

  /** Past either end it goes on at the other. */
  #move(to: number): boolean {
    const count = this.hits?.length ?? 0;
    if (count === 0) return false;
    if (!this.open) this.#show();
    this.active = to < 0 && this.active < 0 ? count - 1 : (to + count) % count;
    return true;
  }

  #enter(event: KeyboardEvent): boolean {
    const option = this.open ? this.renderRoot.querySelector(`#hit-${this.active}`) : null;
    const { ctrlKey, metaKey, shiftKey } = event;
    option?.dispatchEvent(
      new MouseEvent('click', { bubbles: true, cancelable: true, ctrlKey, metaKey, shiftKey }),
    );
    if (!option && this.#question.length >= SHORTEST) {
      clearTimeout(this.#pause);
      this.#asking.abort();
      void this.#ask();
    }
    return true;
  }

  /** First it closes the results, then it empties the field; only then the key is the page's. */
  #escape(): boolean {
    if (this.open) this.#close();
    else if (this.#input?.value) {
      this.#input.value = '';
      this.#reset();
    } else return false;
    return true;
  }

  #chose(event: MouseEvent, { id, url }: ArticleHit, index: number) {
    if (!this.emit('portico-select', { id, url, position: index + 1 }, true)) event.preventDefault();
    this.#close();
  }

  #show = () => {
    this.open = this.hits !== undefined || this.failure !== undefined;
  };

  #left = ({ relatedTarget }: FocusEvent) => {
    const stays =
      relatedTarget instanceof Node &&
      (this.contains(relatedTarget) || this.renderRoot.contains(relatedTarget));
    if (!stays) this.#close();
  };

  #close() {
    this.open = false;
    this.active = -1;
  }

  #reset() {
    this.#asking.abort();
    clearTimeout(this.#pause);
    this.#close();
    this.busy = false;
    this.hits = undefined;
    this.failure = undefined;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'portico-search': PorticoSearch;
  }
}
