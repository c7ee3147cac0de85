import { z } from 'zod';

import { Paging } from '#api/core/paging.ts';
import { text } from '#api/core/parse.ts';
import { audiences, locales, publicationStates } from '#db/enums.ts';

const locale = z.enum(locales);
/** What a list or a search must live with in an address: nothing in it may be refused. */
const question = z.string().trim().max(200).default('');

/** Without a language the reader's own. */
export const ListArticles = Paging.extend({ locale: locale.optional(), section: text(100).optional() });
export type ListArticles = z.infer<typeof ListArticles>;

export const ReadArticle = z.object({ locale: locale.optional() });

export const SearchArticles = z.object({
  q: question,
  locale: locale.optional(),
  limit: z.coerce.number().int().min(1).max(50).default(20),
});

export const SuggestArticles = SearchArticles.extend({
  limit: z.coerce.number().int().min(1).max(10).default(5),
});

const words = { title: text(160), summary: text(300), body: text(100_000) };

export const CreateArticle = z.strictObject({
  sectionId: text(60),
  audience: z.enum(audiences),
  locale,
  ...words,
});
export type CreateArticle = z.infer<typeof CreateArticle>;

/** `locale` says which language the words are in; a language that is not there yet is added. */
export const ChangeArticle = z.strictObject({
  locale,
  sectionId: text(60).exactOptional(),
  audience: z.enum(audiences).exactOptional(),
  title: words.title.exactOptional(),
  summary: words.summary.exactOptional(),
  body: words.body.exactOptional(),
});
export type ChangeArticle = z.infer<typeof ChangeArticle>;

/** Which language goes live; the one it was first written in unless said otherwise. */
export const PublishArticle = z.strictObject({ locale: locale.optional() });

export const SolveArticle = z.strictObject({ locale: locale.optional() });

export const DeskFilter = Paging.extend({
  q: question,
  status: z.enum(['', ...publicationStates]).default(''),
  audience: z.enum(['', ...audiences]).default(''),
});
export type DeskFilter = z.infer<typeof DeskFilter>;

export const AddSection = z.strictObject({ en: text(80), es: text(80), ru: text(80) });
export type AddSection = z.infer<typeof AddSection>;
