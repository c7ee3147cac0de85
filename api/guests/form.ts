import { translator } from '#api/i18n/index.ts';
import { requestCategories, type Locale } from '#db/enums.ts';
import { LONGEST } from './schemas.ts';

/** The fields of the form in the words of the reader; widgets and pages show the same ones. */
export function fieldsIn(locale: Locale) {
  const t = translator(locale);
  const options = requestCategories.map((value) => ({ value, text: t(`requests.category.${value}`) }));
  return [
    { name: 'name', kind: 'text', label: t('guests.name'), required: true, maxLength: LONGEST.name },
    { name: 'email', kind: 'email', label: t('guests.email'), required: true, maxLength: 254 },
    { name: 'category', kind: 'select', label: t('guests.category'), required: false, options },
    { name: 'subject', kind: 'text', label: t('guests.subject'), required: true, maxLength: LONGEST.subject },
    { name: 'body', kind: 'textarea', label: t('guests.body'), required: true, maxLength: LONGEST.body },
  ] as const;
}
