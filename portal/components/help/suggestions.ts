import { marked, whileTyping, type Answer } from './answers.ts';

/** Shows answers under the field that the section watches. */
export function suggestAnswers(): void {
  for (const section of document.querySelectorAll<HTMLElement>('[data-suggestions]')) {
    const field = section.closest('form')?.elements.namedItem(section.dataset['suggestions'] ?? '');
    const list = section.querySelector('ul');
    const template = section.querySelector('template');
    const status = section.nextElementSibling;
    if (!(field instanceof HTMLInputElement) || !list || !template) continue;

    const { locale = 'en', limit = '4' } = section.dataset;
    whileTyping(field, { locale, limit: Number(limit) }, (answers) => {
      list.replaceChildren(...answers.map((answer) => itemOf(template, answer)));
      section.hidden = answers.length === 0;
      if (status instanceof HTMLElement) {
        const text = status.dataset['answers'] ?? '';
        status.textContent = answers.length ? text.replace('{count}', String(answers.length)) : '';
      }
    });
    // What a failed attempt brought back deserves answers as well.
    if (field.value) field.dispatchEvent(new Event('input'));
  }
}

function itemOf(template: HTMLTemplateElement, { url, locale, title, titleParts }: Answer): Node {
  const item = template.content.cloneNode(true) as DocumentFragment;
  const link = item.querySelector('a');
  const words = item.querySelector('span');
  const button = item.querySelector('button');
  if (link) {
    link.href = `${url}?from=request`;
    link.lang = locale;
  }
  words?.append(marked(titleParts));
  button?.setAttribute('aria-label', `${button.textContent}: ${title}`);
  button?.addEventListener('click', () => send(url));
  return item;
}

/** The section stands inside another form, and HTML knows no form in a form. */
function send(url: string): void {
  const form = document.createElement('form');
  form.method = 'post';
  form.action = url;
  document.body.append(form);
  form.requestSubmit();
}
