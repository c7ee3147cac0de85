import { html, LitElement, nothing, unsafeCSS, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';

import base from './base.css?inline';
import { Client } from './client.ts';
import type { Failure } from './contract.ts';
import type { PorticoEvents } from './events.ts';
import { loadStrings, localeOf, type Locale, type Strings } from './strings/index.ts';
import { en } from './strings/en.ts';
import tokens from './tokens.css?inline';

/** Where the calls of all widgets on a page go, unless one says otherwise. */
export interface Settings {
  origin: string;
  siteKey: string;
}

export const settings: Settings = { origin: '', siteKey: '' };

/**
 * What every widget shares: where the portal is, which site it stands on, its language and theme, how it
 * reports, and that what the page put inside it stays visible until there is something better.
 */
export abstract class PorticoElement extends LitElement {
  static sheets = (own: string) => [unsafeCSS(tokens), unsafeCSS(base), unsafeCSS(own)];

  static override get observedAttributes() {
    return [...super.observedAttributes, 'lang'];
  }

  /** The portal's address; without it the address that the script came from. */
  @property() origin = '';

  /** The public key of this website; without it the script's `data-site-key`. */
  @property({ attribute: 'site-key' }) siteKey = '';

  /** `auto` follows the `color-scheme` of the page around the widget. */
  @property({ reflect: true }) theme: 'auto' | 'light' | 'dark' | undefined;

  /** Replaces single texts. */
  @property({ attribute: false }) strings: Partial<Strings> = {};

  @state() protected stage: 'waiting' | 'ready' | 'failed' = 'waiting';
  @state() protected failure: Failure | undefined;
  @state() private table: Strings = en;

  /** Resolves when the widget has taken the place of the fallback. */
  readonly ready: Promise<void>;

  protected text: Strings = en;
  protected locale: Locale = 'en';

  readonly #internals = this.attachInternals();
  readonly #announceReady: () => void;
  #work = new AbortController();

  constructor() {
    super();
    const { promise, resolve } = Promise.withResolvers<void>();
    this.ready = promise;
    this.#announceReady = resolve;
    void promise.then(() => this.emit('portico-ready', {}));
  }

  /** What the widget shows once it is ready. */
  protected abstract content(): TemplateResult;

  /** What must be there before the widget can show anything. */
  protected prepare(_signal: AbortSignal): Promise<Failure | undefined> {
    return Promise.resolve(undefined);
  }

  override connectedCallback() {
    super.connectedCallback();
    // Moved within the page it goes on as it was.
    if (this.stage === 'ready' && localeOf(this) === this.locale) this.#work = new AbortController();
    else void this.reload();
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#work.abort();
  }

  override attributeChangedCallback(name: string, before: string | null, value: string | null) {
    super.attributeChangedCallback(name, before, value);
    if (name === 'lang' && this.isConnected && before !== value) void this.reload();
  }

  /** Starts again: after a failure, in another language, or with another key. What was typed stays. */
  async reload(): Promise<void> {
    this.#work.abort();
    this.#work = new AbortController();
    const { signal } = this.#work;
    const locale = localeOf(this);
    const table = await loadStrings(locale);
    if (signal.aborted) return;
    Object.assign(this, { locale, table });
    const failure = await this.prepare(signal);
    if (signal.aborted) return;
    this.failure = failure;
    if (failure) {
      if (this.stage !== 'ready') this.stage = 'failed';
      return this.fail(failure);
    }
    this.stage = 'ready';
    await this.updateComplete;
    this.#announceReady();
  }

  reconfigure(changes: Settings) {
    Object.assign(settings, changes);
    void this.reload();
  }

  protected get client() {
    return new Client(this.origin || settings.origin, this.siteKey || settings.siteKey);
  }

  /** The origin of the portal, for links to it. */
  protected get portal() {
    return this.origin || settings.origin;
  }

  /** Ends when the element leaves the page or starts again. */
  protected get signal() {
    return this.#work.signal;
  }

  protected fail({ code, retryAfter }: Failure) {
    this.emit('portico-error', { code, ...(retryAfter !== undefined && { retryAfter }) });
  }

  /** False when the page prevented what the event announces. */
  protected emit<Name extends keyof PorticoEvents>(
    name: Name,
    detail: PorticoEvents[Name],
    cancelable = false,
  ) {
    return this.dispatchEvent(new CustomEvent(name, { detail, cancelable, bubbles: true, composed: true }));
  }

  /** For style sheets of the page: `portico-form:state(busy)`. */
  protected mark(name: 'busy' | 'error' | 'success' | 'open', on: boolean) {
    this.#internals.states[on ? 'add' : 'delete'](name);
  }

  protected override willUpdate(changed: PropertyValues) {
    if (changed.has('table') || changed.has('strings')) this.text = { ...this.table, ...this.strings };
    this.mark('error', this.failure !== undefined);
  }

  protected override render() {
    if (this.stage === 'ready') return this.#frame(this.content());
    if (this.stage === 'failed' && !this.querySelector(':scope > :not([slot])'))
      return this.#frame(this.#apology());
    return html`<slot></slot>`;
  }

  #frame(content: TemplateResult) {
    return html`<div class="root" part="base" lang=${this.locale}>${content}</div>`;
  }

  #apology() {
    return html`
      <p role="status">${this.failure ? this.text[this.failure.code] : nothing}</p>
      <p>
        <button type="button" class="button" part="button" @click=${this.reload}>${this.text.retry}</button>
      </p>
    `;
  }
}
