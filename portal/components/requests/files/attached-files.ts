import { FileRow, fill, sizeOf, type Words } from './row.ts';
import { discard, Refused, upload, type Uploaded } from './upload.ts';

type Limits = { files: number; bytes: number };
type Entry = { row: FileRow; state: 'on its way' | 'ready' | 'refused'; leave: () => void };

/**
 * Takes over the plain file input of the form around it: files go up one by one while the rest is being written,
 * chosen, dropped on the form or pasted into a text of it.
 */
class AttachedFiles extends HTMLElement {
  readonly #entries = new Set<Entry>();
  /** The button of a form that is sent as soon as the files are there. */
  #waiting: { submitter: HTMLElement | null } | undefined;

  connectedCallback(): void {
    const form = this.closest('form');
    const picker = form?.querySelector<HTMLInputElement>('input[type="file"]');
    if (!form || !picker) return;
    this.#takeOver();
    picker.addEventListener('change', () => {
      this.#add([...(picker.files ?? [])]);
      picker.value = '';
    });
    form.addEventListener('paste', (event) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (!files.length) return;
      event.preventDefault();
      this.#add(files);
    });
    this.#takeDrops(form);
    form.addEventListener('submit', (event) => this.#hold(event));
  }

  get #words(): Words {
    return JSON.parse(this.dataset['words'] ?? '{}') as Words;
  }

  get #limits(): Limits {
    return { files: Number(this.dataset['files']), bytes: Number(this.dataset['bytes']) };
  }

  /** What was uploaded before the form came back becomes rows like all others. */
  #takeOver(): void {
    for (const item of this.querySelectorAll<HTMLLIElement>('li[data-id]')) {
      const { id = '', name = '', size = '0' } = item.dataset;
      const row = this.#row(name);
      row.ready(this.#field, { id, size: Number(size) });
      this.#keep({ row, state: 'ready', leave: () => discard(id) });
      item.remove();
    }
  }

  get #field(): string {
    return this.dataset['name'] ?? 'attachments[]';
  }

  #takeDrops(form: HTMLFormElement): void {
    const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    form.addEventListener('dragover', (event) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      form.dataset['dropping'] = 'yes';
    });
    form.addEventListener('dragleave', (event) => {
      if (!form.contains(event.relatedTarget as Node | null)) delete form.dataset['dropping'];
    });
    form.addEventListener('drop', (event) => {
      delete form.dataset['dropping'];
      if (!holdsFiles(event)) return;
      event.preventDefault();
      this.#add([...(event.dataTransfer?.files ?? [])]);
    });
  }

  #add(files: File[]): void {
    const words = this.#words;
    for (const file of files) {
      const taken = [...this.#entries].filter(({ state }) => state !== 'refused').length;
      const name = nameOf(file);
      const reason =
        file.size > this.#limits.bytes
          ? fill(words.tooLarge, { size: sizeOf(file.size) })
          : taken >= this.#limits.files
            ? words.tooMany
            : undefined;
      if (reason === undefined) this.#send(file, name);
      else this.#refuse(name, reason);
    }
  }

  #send(file: File, name: string): void {
    const row = this.#row(name);
    row.progress(0, file.size);
    const { done, stop } = upload(file, name, (share) =>
      share === undefined ? row.pause() : row.progress(share * file.size, file.size),
    );
    void this.#await(this.#keep({ row, state: 'on its way', leave: stop }), done);
  }

  #refuse(name: string, reason: string): void {
    const row = this.#row(name);
    row.refuse(reason);
    this.#keep({ row, state: 'refused', leave: () => {} });
  }

  async #await(entry: Entry, done: Promise<Uploaded>): Promise<void> {
    try {
      const uploaded = await done;
      entry.row.ready(this.#field, uploaded);
      this.#settle(entry, 'ready', () => discard(uploaded.id));
    } catch (error) {
      const { failed, refused } = this.#words;
      entry.row.refuse((error instanceof Refused ? refused[error.code] : undefined) ?? failed);
      this.#settle(entry, 'refused', () => {});
    }
  }

  #row(name: string): FileRow {
    const template = this.querySelector('template');
    if (!template) throw new Error('there is no row to copy');
    return new FileRow(template, name, this.#words);
  }

  #keep(entry: Entry): Entry {
    this.#entries.add(entry);
    this.querySelector('ul')?.append(entry.row.element);
    entry.row.onRemove(() => this.#remove(entry));
    return entry;
  }

  #remove(entry: Entry): void {
    this.#entries.delete(entry);
    entry.leave();
    entry.row.element.remove();
    this.closest('form')?.querySelector<HTMLElement>('input[type="file"]')?.focus();
    this.#tell();
    this.#goOn();
  }

  /** What goes along has changed. */
  #tell(): void {
    this.dispatchEvent(new Event('fileschange', { bubbles: true }));
  }

  #settle(entry: Entry, state: Entry['state'], leave: () => void): void {
    Object.assign(entry, { state, leave });
    if (!this.#entries.has(entry)) return leave();
    this.#tell();
    this.#say(`${entry.row.name}: ${entry.row.element.querySelector('small')?.textContent ?? ''}`);
    if (state === 'refused' && this.#waiting) {
      this.#waiting = undefined;
      entry.row.button.focus();
    }
    this.#goOn();
  }

  #hold(event: SubmitEvent): void {
    if (!this.#onItsWay()) return;
    event.preventDefault();
    this.#waiting = { submitter: event.submitter };
    this.#say(this.#words.waits);
  }

  #goOn(): void {
    if (!this.#waiting || this.#onItsWay()) return;
    const { submitter } = this.#waiting;
    this.#waiting = undefined;
    this.closest('form')?.requestSubmit(submitter);
  }

  #onItsWay(): boolean {
    return [...this.#entries].some(({ state }) => state === 'on its way');
  }

  #say(text: string): void {
    const status = this.querySelector('[role="status"]');
    if (status) status.textContent = text;
  }
}

/** Every pasted picture is called the same. */
function nameOf(file: File): string {
  if (file.name !== 'image.png') return file.name;
  return `screenshot-${new Date().toISOString().slice(0, 19).replaceAll(/[T:]/g, '-')}.png`;
}

customElements.define('attached-files', AttachedFiles);
