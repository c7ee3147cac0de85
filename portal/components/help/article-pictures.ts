/**
 * Adds and removes pictures while the text of the article is being written: what the server answers takes the place
 * of this element, and the rest of the page stays as it is.
 */
class ArticlePictures extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener('submit', (event) => void this.#send(event));
    this.addEventListener('click', ({ target }) => {
      const button = target instanceof Element ? target.closest<HTMLElement>('[data-insert]') : null;
      if (button) this.#insert(button.dataset['insert'] ?? '');
    });
  }

  get #text(): HTMLTextAreaElement | null {
    return document.querySelector('textarea[name="body"]');
  }

  async #send(event: SubmitEvent): Promise<void> {
    const form = event.target;
    if (!(form instanceof HTMLFormElement)) return;
    event.preventDefault();
    if (form.dataset['sending']) return;
    form.dataset['sending'] = 'yes';
    event.submitter?.setAttribute('aria-busy', 'true');
    const next = await answerTo(form);
    if (!next) return form.submit();
    const known = new Set(names(this));
    this.replaceWith(next);
    const added = names(next).find((name) => !known.has(name));
    const target = added === undefined ? 'input[type="file"]' : `[data-insert="${CSS.escape(added)}"]`;
    next.querySelector<HTMLElement>(target)?.focus();
  }

  /** The words for those who cannot see the picture stand ready to be written over. */
  #insert(name: string): void {
    const text = this.#text;
    if (!text) return;
    const words = this.dataset['words'] ?? '';
    const start = text.selectionStart;
    text.setRangeText(`![${words}](${name})`, start, text.selectionEnd, 'end');
    text.focus();
    text.setSelectionRange(start + 2, start + 2 + words.length);
  }
}

const names = (element: Element) =>
  [...element.querySelectorAll<HTMLElement>('[data-insert]')].map(({ dataset }) => dataset['insert'] ?? '');

async function answerTo(form: HTMLFormElement): Promise<Element | undefined> {
  try {
    // A field of that name hides the property.
    const address = form.getAttribute('action') ?? '';
    const answer = await fetch(address, { method: 'POST', body: bodyOf(form) });
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    return page.querySelector('article-pictures') ?? undefined;
  } catch {
    return undefined;
  }
}

/** As the form itself would send it: only files make it a multipart one. */
const bodyOf = (form: HTMLFormElement) => {
  const data = new FormData(form);
  return form.enctype === 'multipart/form-data' ? data : new URLSearchParams([...data].map(pair));
};

const pair = ([name, value]: [string, FormDataEntryValue]): [string, string] => [name, String(value)];

customElements.define('article-pictures', ArticlePictures);
