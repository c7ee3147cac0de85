import { html, nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';

import type { Failure, FormDescription, FormField } from '../shared/contract.ts';
import { PorticoElement } from '../shared/element.ts';
import { near } from '../shared/near.ts';
import { Attempt } from './attempt.ts';
import { check, explain, type Problems, type Values } from './check.ts';
import { fieldTemplate } from './field.ts';
import styles from './form.css?inline';

/** Where the answers of each kind of form go. */
const PATHS: Record<string, string> = { request: '/requests' };

const YOUNG = 60_000;

/**
 * A form of the portal on any page. The portal says which fields it has; nothing is sent before the reader
 * presses the button, and nothing that was typed is lost when sending fails.
 *
 * @summary A request to the company, sent from any website.
 *
 * @slot - Shown until the widget is ready and where script is blocked: a link, or a real form that posts to
 *   the portal. What is in its fields by then, hidden ones too, is taken over by name.
 * @slot note - Below the button, for example a link to the privacy notice.
 *
 * @attr {'request'} type - Which form (default `request`).
 * @attr {string} heading - The title (default in the reader's language).
 * @attr {string} site-key - The website's public key, if the script does not name it.
 * @attr {string} origin - The portal's address, if it is not the script's.
 * @attr {string} lang - `en`, `es` or `ru`; otherwise the language around the element.
 * @attr {'auto'|'light'|'dark'} theme - `auto` follows the page's `color-scheme`.
 *
 * @fires portico-ready - It stands in place of the fallback.
 * @fires portico-submit - About to be sent; cancel it to keep it from being sent. Detail: `type`.
 * @fires portico-success - The portal has it. Detail: `type`.
 * @fires portico-invalid - Fields are wrong, here or by the portal's word. Detail: `fields`, names only.
 * @fires portico-error - A call failed. Detail: `code`, `retryAfter`.
 *
 * @csspart base - Around everything.
 * @csspart heading - The title.
 * @csspart summary - The list of what is wrong.
 * @csspart field - Label, error and control together.
 * @csspart label - A label.
 * @csspart error - The error of one field.
 * @csspart input - A control.
 * @csspart button - The button.
 * @csspart success - What stands there after sending.
 *
 * @cssstate busy - It is being sent.
 * @cssstate error - The last call failed.
 * @cssstate success - It was sent.
 *
 * @cssprop --portico-accent-h - Hue of the accent, 0–360.
 * @cssprop --portico-accent-c - Chroma of the accent, 0–0.14.
 * @cssprop --portico-accent - Accent as text.
 * @cssprop --portico-accent-solid - Accent as a ground.
 * @cssprop --portico-on-accent - Text on that ground.
 * @cssprop --portico-surface - Ground of the form and its fields.
 * @cssprop --portico-text - Text.
 * @cssprop --portico-heading - Labels and headings.
 * @cssprop --portico-muted - Secondary text.
 * @cssprop --portico-line - Frame of the form.
 * @cssprop --portico-edge - Edges of controls.
 * @cssprop --portico-focus - Focus ring.
 * @cssprop --portico-good - What succeeded.
 * @cssprop --portico-bad - What is wrong.
 * @cssprop --portico-font - Type face; `inherit` takes the page's.
 * @cssprop --portico-size - What text and space are measured in (16px).
 * @cssprop --portico-radius - Corner radius of controls (6px).
 * @cssprop --portico-control - Height of controls (36px, 44px for fingers).
 */
export class PorticoForm extends PorticoElement {
  static override styles = PorticoElement.sheets(styles);

  @property() type = 'request';
  @property() heading = '';

  @state() private fields: FormField[] = [];
  @state() private problems: Problems = {};
  @state() private busy = false;
  @state() private sentTo: string | undefined;

  #challenge = '';
  #challengedAt = 0;
  #given: Values = {};
  readonly #attempt = new Attempt();

  get #form() {
    return this.renderRoot.querySelector('form');
  }

  override focus(options?: FocusOptions) {
    this.#form?.querySelector<HTMLElement>('.input')?.focus(options);
  }

  protected override async prepare(signal: AbortSignal): Promise<Failure | undefined> {
    await near(this, signal);
    const failure = await this.#describe(signal);
    if (!failure && !signal.aborted && this.stage !== 'ready') this.#takeOver();
    return failure;
  }

  async #describe(signal: AbortSignal): Promise<Failure | undefined> {
    const asked = { type: this.type, locale: this.locale };
    const reply = await this.client.call<FormDescription>('/form', { query: asked, signal });
    if (signal.aborted) return undefined;
    if (!reply.ok) return reply.failure;
    this.fields = reply.value.fields;
    this.#challenge = reply.value.challenge.token;
    this.#challengedAt = Date.now();
    return undefined;
  }

  /** The reader may have begun in the fallback form: go on there, at the same place. */
  #takeOver() {
    const before = this.querySelectorAll<HTMLInputElement>(':is(input, textarea, select)[name]');
    for (const { name, value } of before) this.#given[name] = value;
    const at = [...before].find((control) => control === document.activeElement)?.name;
    if (at) void this.ready.then(() => this.#control(at)?.focus({ preventScroll: true }));
  }

  protected override willUpdate(changed: PropertyValues) {
    super.willUpdate(changed);
    this.mark('busy', this.busy);
    this.mark('success', this.sentTo !== undefined);
  }

  protected override content() {
    if (this.sentTo !== undefined) return this.#success(this.sentTo);
    return html`
      <form novalidate aria-labelledby="heading" @submit=${this.#submitted}>
        <h2 id="heading" part="heading">${this.heading || this.text.question}</h2>
        ${this.#summary()}
        ${this.fields.map((field) => fieldTemplate(field, this.#given[field.name] ?? '', this.#problem(field), this.text))}
        <div class="visually-hidden" aria-hidden="true">
          <label>Website <input name="website" tabindex="-1" autocomplete="off" /></label>
        </div>
        <div>
          <button class="button primary" part="button" aria-busy=${this.busy} aria-disabled=${this.busy}>
            ${this.busy ? this.text.sending : this.text.send}
          </button>
        </div>
        <slot name="note" class="small"></slot>
      </form>
    `;
  }

  #success(email: string) {
    return html`
      <div class="done" part="success" role="status" tabindex="-1">
        <h2>${this.text.sent}</h2>
        <p>${this.text.checkMail(email)}</p>
        <p><button type="button" class="link" @click=${this.#again}>${this.text.another}</button></p>
      </div>
    `;
  }

  #summary() {
    const wrong = this.fields.filter(({ name }) => name in this.problems);
    if (wrong.length === 0 && !this.failure) return nothing;
    const jump = (name: string) => () => this.#control(name)?.focus();
    return html`
      <div class="summary" part="summary" role="alert" tabindex="-1">
        <h2>${wrong.length > 0 || !this.failure ? this.text.problem : this.text[this.failure.code]}</h2>
        <ul ?hidden=${wrong.length === 0}>
          ${wrong.map(
            (field) =>
              html`<li>
                <button type="button" class="link" @click=${jump(field.name)}>
                  ${field.label}: ${this.#problem(field)}
                </button>
              </li>`,
          )}
        </ul>
      </div>
    `;
  }

  #problem({ name, kind }: FormField) {
    const code = this.problems[name];
    return code === undefined ? undefined : explain(code, kind, this.text);
  }

  #control(name: string) {
    return this.#form?.querySelector<HTMLElement>(`.input[name="${name}"]`);
  }

  #submitted = (event: SubmitEvent) => {
    event.preventDefault();
    if (!this.busy) void this.#submit();
  };

  async #submit() {
    const values = this.#values();
    this.failure = undefined;
    this.problems = check(this.fields, values);
    if (Object.keys(this.problems).length > 0) return this.#refuse();
    if (!this.emit('portico-submit', { type: this.type }, true)) return undefined;

    this.busy = true;
    const failure = await this.#send(values);
    this.busy = false;
    if (failure) return this.#failed(failure);
    this.sentTo = values['email'] ?? '';
    this.emit('portico-success', { type: this.type });
    return this.#turnTo('.done');
  }

  #values(): Values {
    const entries = [...new FormData(this.#form ?? undefined)];
    return Object.fromEntries(entries.map(([name, value]) => [name, String(value).trim()]));
  }

  /** Goes on when the element leaves the page: what was sent is to arrive. */
  async #send(values: Values): Promise<Failure | undefined> {
    const body = JSON.stringify({ ...values, challenge: this.#challenge });
    const reply = await this.client.call(PATHS[this.type] ?? `/${this.type}`, {
      body,
      idempotencyKey: this.#attempt.keyFor(body),
      signal: new AbortController().signal,
    });
    return reply.ok ? undefined : reply.failure;
  }

  async #failed(failure: Failure) {
    this.failure = failure;
    this.problems = failure.fields;
    // A young proof was used too soon and is good a moment later; an old one has run out.
    const old = Date.now() - this.#challengedAt > YOUNG;
    if ('challenge' in failure.fields && old) await this.#describe(this.signal);
    this.fail(failure);
    return failure.code === 'validation' ? this.#refuse() : this.#turnTo('.summary');
  }

  #refuse() {
    const fields = this.fields.map(({ name }) => name).filter((name) => name in this.problems);
    this.emit('portico-invalid', { fields });
    return this.#turnTo('.summary');
  }

  async #turnTo(selector: string) {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }

  #again = async () => {
    this.sentTo = undefined;
    this.#given = {};
    await this.#describe(this.signal);
    await this.updateComplete;
    this.focus();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'portico-form': PorticoForm;
  }
}
