import type { Hit } from '#api/articles/search.ts';
import { fieldsIn } from '#api/guests/form.ts';
import type { Locale } from '#db/enums.ts';

export const articleView = ({ id, title, url, titleParts, snippet }: Hit, portal: string) => ({
  id,
  title,
  url: `${portal}${url}`,
  titleParts,
  snippet,
});

export const formView = (locale: Locale, token: string) => ({
  type: 'request',
  fields: fieldsIn(locale).map((field) =>
    'options' in field
      ? { ...field, options: field.options.map(({ value, text }) => ({ value, label: text })) }
      : field,
  ),
  challenge: { token },
});
