import { fieldsIn } from '#api/guests/form.ts';
import type { Translate } from '#api/i18n/index.ts';
import type { Locale } from '#db/enums.ts';

type Place = { origin: string; key: string; t: Translate; locale: Locale; house: string };

/** What a website owner copies: HTML for other people's pages, so it is text here and never markup. */
export function snippetsFor({ origin, key, t, locale, house }: Place) {
  const portal = escaped(origin);
  const script = [
    '<script type="module" async crossorigin',
    `        src="${portal}/embed/v1.js"`,
    `        data-site-key="${key}"></script>`,
  ];
  const search = [
    '<portico-search limit="6">',
    `  <a href="${portal}/help">${escaped(t('sites.search_fallback', { house }))}</a>`,
    '</portico-search>',
  ];
  const form = [
    '<portico-form type="request">',
    `  <form action="${portal}/f/request?key=${key}" method="post">`,
    ...fieldsIn(locale)
      .filter(({ required }) => required)
      .map((field) => `    <p><label>${escaped(field.label)}<br>${control(field)}</label></p>`),
    `    <p><button>${escaped(t('sites.send'))}</button></p>`,
    '  </form>',
    '</portico-form>',
  ];
  const policy = [`script-src ${origin};`, `connect-src ${origin};`, `form-action ${origin};`];
  return { script: lines(script), search: lines(search), form: lines(form), policy: lines(policy) };
}

type Field = ReturnType<typeof fieldsIn>[number];

const control = ({ name, kind }: Field) =>
  kind === 'textarea'
    ? `<textarea name="${name}" required></textarea>`
    : `<input name="${name}" type="${kind}" required>`;

const lines = (all: string[]) => all.join('\n');

const SIGNS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => SIGNS[sign] ?? sign);
