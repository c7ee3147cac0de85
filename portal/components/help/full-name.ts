import type { Locale } from '#api/i18n/index.ts';
import type { Section } from '#db/schema/articles.ts';

/** Two headings may have a section of the same name. */
export function fullName(section: Section, sections: Section[], locale: Locale): string {
  const above = sections.find(({ id }) => id === section.parentId);
  return above ? `${above.names[locale]} › ${section.names[locale]}` : section.names[locale];
}
