import { fieldsOf, optionsFor, settle, withoutStale } from '#api/request-types/conditions.ts';
import type { Design, Field, Value, Values } from '#db/schema/request-types.ts';

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** Asks at once what follows from an answer, by the same rules as the server. */
export function followAnswers(): void {
  for (const root of document.querySelectorAll<HTMLElement>('[data-design]')) {
    const design = JSON.parse(root.dataset['design'] ?? '{"sections":[]}') as Design;
    root.querySelector('[data-continue]')?.remove();
    const form = new LiveForm(root, design);
    root.addEventListener('input', () => form.follow());
    root.addEventListener('change', () => form.follow());
  }
}

class LiveForm {
  readonly #root: HTMLElement;
  readonly #design: Design;
  #before: Record<string, unknown>;

  constructor(root: HTMLElement, design: Design) {
    this.#root = root;
    this.#design = design;
    this.#before = this.#given();
  }

  follow(): void {
    const given = withoutStale(this.#design, this.#before, this.#given());
    const { values, asked } = settle(this.#design, given);
    for (const field of fieldsOf(this.#design)) this.#show(field, asked.has(field.key), values);
    for (const section of this.#root.querySelectorAll<HTMLElement>('[data-section]'))
      section.hidden = !section.querySelector('[data-field]:not([hidden])');
    this.#before = this.#given();
  }

  #given(): Record<string, unknown> {
    return Object.fromEntries(fieldsOf(this.#design).map((field) => [field.key, this.#answer(field)]));
  }

  #answer({ key, default: begins }: Field): Value {
    if (this.#wrapper(key)?.hidden) return begins ?? '';
    const controls = this.#controls(key);
    return controls.find((one) => !isRadio(one) || one.checked)?.value ?? '';
  }

  #show(field: Field, isAsked: boolean, values: Values): void {
    const wrapper = this.#wrapper(field.key);
    if (!wrapper) return;
    const appears = isAsked && wrapper.hidden;
    wrapper.hidden = !isAsked;
    const value = values[field.key];
    for (const control of this.#controls(field.key)) {
      control.disabled = !isAsked;
      if (control instanceof HTMLSelectElement && field.dependsOn)
        offer(control, field, values, this.#root.dataset['locale']);
      if (value === undefined) empty(control);
      else if (appears) fill(control, String(value));
    }
  }

  #controls = (key: string): Control[] => [
    ...(this.#wrapper(key)?.querySelectorAll<Control>('input, select, textarea') ?? []),
  ];

  #wrapper = (key: string) => this.#root.querySelector<HTMLElement>(`[data-field="${key}"]`);
}

const isRadio = (control: Control): control is HTMLInputElement =>
  control instanceof HTMLInputElement && control.type === 'radio';

/** What is being typed and cannot be read yet is left alone. */
function empty(control: Control): void {
  if (control === document.activeElement) return;
  if (isRadio(control)) control.checked = false;
  else control.value = '';
}

function fill(control: Control, value: string): void {
  if (isRadio(control)) control.checked = control.value === value;
  else control.value = value;
}

function offer(select: HTMLSelectElement, field: Field, values: Values, locale = 'en'): void {
  const offered = optionsFor(field, values);
  const shown = [...select.options].slice(1).map(({ value }) => value);
  if (shown.join() === offered.map(({ key }) => key).join()) return;
  const chosen = String(values[field.key] ?? '');
  const named = (label: Field['label']) => label[locale as keyof typeof label] ?? label.en ?? '';
  const options = offered.map(({ key, label }) => new Option(named(label), key, false, key === chosen));
  select.replaceChildren(...[...select.options].slice(0, 1), ...options);
}
