import { marked, whileTyping, type Answer } from './answers.ts';

const LIMIT = 6;

/** Makes the search field a combobox; without script it stays the plain form that it is. */
export function completeSearch(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>('[data-help-search]')) {
    const input = form.querySelector('input');
    const list = form.querySelector<HTMLElement>('[role=listbox]');
    const status = form.querySelector<HTMLElement>('[data-answers]');
    if (input && list && status) combine(form, input, list, status);
  }
}

function combine(form: HTMLFormElement, input: HTMLInputElement, list: HTMLElement, status: HTMLElement) {
  let active = -1;
  const options = () => [...list.children] as HTMLAnchorElement[];

  const activate = (index: number) => {
    active = index;
    options().forEach((option, at) => option.setAttribute('aria-selected', String(at === active)));
    const option = options()[active];
    if (option) input.setAttribute('aria-activedescendant', option.id);
    else input.removeAttribute('aria-activedescendant');
    option?.scrollIntoView({ block: 'nearest' });
  };
  const open = (wanted: boolean) => {
    const shown = wanted && options().length > 0;
    list.hidden = !shown;
    input.setAttribute('aria-expanded', String(shown));
    if (!shown) activate(-1);
  };
  const move = (step: number) => {
    const count = options().length;
    if (count === 0) return false;
    if (list.hidden) open(true);
    // One place past either end is the field itself.
    activate(((active + 1 + step + count + 1) % (count + 1)) - 1);
    return true;
  };

  input.role = 'combobox';
  input.autocomplete = 'off';
  input.setAttribute('aria-autocomplete', 'list');
  input.setAttribute('aria-controls', list.id);
  input.setAttribute('aria-expanded', 'false');

  whileTyping(input, { locale: form.dataset['locale'] ?? 'en', limit: LIMIT }, (answers) => {
    list.replaceChildren(...answers.map(optionOf));
    open(document.activeElement === input);
    const template = status.dataset['answers'] ?? '';
    status.textContent = input.value.trim() ? template.replace('{count}', String(answers.length)) : '';
  });

  input.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    const acts: Record<string, () => boolean> = {
      ArrowDown: () => move(1),
      ArrowUp: () => move(-1),
      Enter: () => (options()[active]?.click(), active >= 0),
      Escape: () => !list.hidden && (open(false), true),
    };
    if (acts[event.key]?.()) event.preventDefault();
  });
  input.addEventListener('blur', () => open(false));
  input.addEventListener('click', () => open(true));
  // The field keeps the focus, so that the click arrives before it loses it.
  list.addEventListener('mousedown', (event) => event.preventDefault());
}

function optionOf({ url, locale, titleParts }: Answer, index: number): HTMLAnchorElement {
  const option = document.createElement('a');
  option.id = `answer-${index}`;
  option.role = 'option';
  option.tabIndex = -1;
  option.href = url;
  option.lang = locale;
  option.dir = 'auto';
  option.setAttribute('aria-selected', 'false');
  option.append(marked(titleParts));
  return option;
}
