/** The texts of the server's language, with their placeholders. */
export type Words = {
  uploading: string;
  ready: string;
  tooLarge: string;
  tooMany: string;
  failed: string;
  paused: string;
  stop: string;
  remove: string;
  waits: string;
  /** By the codes of the API. */
  refused: Record<string, string>;
};

export const fill = (text: string, values: Record<string, string | number>): string =>
  text.replaceAll(/\{(\w+)\}/g, (placeholder, name: string) => String(values[name] ?? placeholder));

const UNITS = ['byte', 'kilobyte', 'megabyte'] as const;

export function sizeOf(bytes: number): string {
  const step = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), UNITS.length - 1);
  return new Intl.NumberFormat(document.documentElement.lang, {
    style: 'unit',
    unit: UNITS[step] ?? 'byte',
    unitDisplay: step === 0 ? 'long' : 'short',
    maximumFractionDigits: step < 2 ? 0 : 1,
  }).format(bytes / 1000 ** step);
}

/** One file on the page, from the moment it is chosen until it is sent along or taken away. */
export class FileRow {
  readonly element: HTMLLIElement;
  readonly name: string;
  readonly #words: Words;

  constructor(template: HTMLTemplateElement, name: string, words: Words) {
    const made = document.importNode(template.content, true).querySelector('li');
    if (!made) throw new Error('the template holds no row');
    this.element = made;
    this.name = name;
    this.#words = words;
    this.#part('.name bdi').textContent = name;
    if (/\.(png|jpe?g|gif|webp|avif)$/i.test(name)) this.#icon('image');
  }

  onRemove(remove: () => void): void {
    this.button.addEventListener('click', remove);
  }

  get button(): HTMLElement {
    return this.#part('button');
  }

  progress(done: number, total: number): void {
    const bar = this.element.querySelector('progress');
    const share = total > 0 ? Math.round((done / total) * 100) : 0;
    if (bar) {
      bar.hidden = false;
      bar.value = share;
      bar.ariaLabel = `${this.name}, ${share} %`;
    }
    this.#say(fill(this.#words.uploading, { done: sizeOf(done), total: sizeOf(total) }));
    this.button.ariaLabel = fill(this.#words.stop, { name: this.name });
  }

  /** The line is cut; what has arrived is kept. */
  pause(): void {
    this.#say(this.#words.paused);
  }

  ready(field: string, { id, size }: { id: string; size: number }): void {
    this.element.querySelector('progress')?.remove();
    this.element.className = 'good';
    this.#say(fill(this.#words.ready, { size: sizeOf(size) }));
    this.button.ariaLabel = fill(this.#words.remove, { name: this.name });
    const input = document.createElement('input');
    Object.assign(input, { type: 'hidden', name: field, value: id });
    this.element.append(input);
  }

  refuse(reason: string): void {
    this.element.querySelector('progress')?.remove();
    this.element.className = 'bad';
    this.#icon('alert');
    this.#say(reason);
    this.button.ariaLabel = fill(this.#words.remove, { name: this.name });
  }

  #say(text: string): void {
    this.#part('small').textContent = text;
  }

  #icon(name: string): void {
    const use = this.element.querySelector(':scope > .icon use');
    use?.setAttribute('href', (use.getAttribute('href') ?? '').replace(/#.*$/, `#i-${name}`));
  }

  #part(selector: string): HTMLElement {
    const part = this.element.querySelector<HTMLElement>(selector);
    if (!part) throw new Error(`the row has no ${selector}`);
    return part;
  }
}
