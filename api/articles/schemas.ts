import { z } from 'zod';

import { Paging } from '#api/core/paging.ts';
import { optionalText, text, version } from '#api/core/parse.ts';
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

export const LONGEST_BODY = 100_000;
/** Forms send CR LF whatever was in the field before. */
const body = text(LONGEST_BODY).transform((value) => value.replaceAll('\r\n', '\n'));
const words = { title: text(160), summary: text(300), body };

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

/** The same as a page sends it, in a language that its address names; `publish` is the button that was pressed. */
export const SaveArticle = z.object({
  ...CreateArticle.omit({ locale: true }).shape,
  version,
  publish: z.literal('yes').optional(),
});

export const WriteArticle = z.object({ ...CreateArticle.shape, publish: z.literal('yes').optional() });

export const RetireArticle = z.object({ version });

/** Which language goes live; the one it was first written in unless said otherwise. */
export const PublishArticle = z.strictObject({ locale: locale.optional() });

export const SolveArticle = z.strictObject({ locale: locale.optional() });

export const DeskFilter = Paging.extend({
  q: question,
  status: z.enum(['', ...publicationStates]).default(''),
  audience: z.enum(['', ...audiences]).default(''),
});
export type DeskFilter = z.infer<typeof DeskFilter>;

/** `parentId` is a heading that stands under no other: there are two levels. */
export const AddSection = z.object({
  en: text(80),
  es: text(80),
  ru: text(80),
  parentId: optionalText(60),
});
export type AddSection = z.infer<typeof AddSection>;

export const AddPicture = z.strictObject({ fileId: text(60) });

/** The same as a page sends it. */
export const UploadPicture = z.object({ fileId: text(60) });

export const RemovePicture = z.object({ pictureId: text(60) });
