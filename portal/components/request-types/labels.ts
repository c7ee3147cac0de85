import { languageNames, locales, type Translate } from '#api/i18n/index.ts';

const inAll = (name: string, label: string): Record<string, string> =>
  Object.fromEntries(locales.map((locale) => [`${name}.${locale}`, `${label}, ${languageNames[locale]}`]));

/** The labels of the forms by the names of their fields. */
export const factLabels = (t: Translate): Record<string, string> => ({
  ...inAll('name', t('request_types.name')),
  ...inAll('intro', t('request_types.intro')),
  audience: t('request_types.audience'),
  category: t('requests.category'),
  accountIds: t('request_types.companies'),
  position: t('request_types.position'),
});

export const sectionLabels = (t: Translate): Record<string, string> =>
  inAll('title', t('request_types.section_title'));

export const fieldLabels = (t: Translate): Record<string, string> => ({
  section: t('request_types.section'),
  kind: t('request_types.kind'),
  ...inAll('label', t('request_types.label')),
  ...inAll('help', t('request_types.help')),
  options: t('request_types.options'),
  dependsOn: t('request_types.depends_on'),
  default: t('request_types.default'),
  min: t('request_types.min'),
  max: t('request_types.max'),
  pattern: t('request_types.pattern'),
  required: t('request_types.required'),
  readers: t('request_types.readers'),
  editors: t('request_types.editors'),
  searchable: t('request_types.searchable'),
});

export const previewLabels = (t: Translate): Record<string, string> => ({
  ...inAll('name', t('request_types.template_name')),
  subject: t('requests.subject'),
  body: t('requests.body'),
});
