import type { Scope } from '#api/core/scope.ts';
import type { Locale } from '#db/enums.ts';
import type { Shown } from './figures.ts';
import { withAddresses } from './links.ts';
import { renderMarkdown } from './markdown.ts';

type Text = { body: string; locale: Locale; pictures?: readonly Shown[] };

/** What is kept of a text beside its words: links lead to addresses, names of pictures to pictures. */
export async function render(scope: Scope, { body, locale, pictures = [] }: Text) {
  const { html, headings } = renderMarkdown(await withAddresses(scope, body, locale), pictures);
  return { html, headings };
}
