import { z } from 'zod';

import { Paging } from '#api/core/paging.ts';
import { day, optionalText, text, version } from '#api/core/parse.ts';
import { audiences, locales, materialCategories } from '#db/enums.ts';
import { materialStates } from './policy.ts';

/** One parameter, the same one several times, or an empty one, as forms send it. */
const several = <S extends z.ZodType>(schema: S) =>
  z.preprocess((value) => [value ?? []].flat().filter((one) => one !== ''), z.array(schema).max(20));
const chosen = <S extends z.ZodType>(schema: S) =>
  z.preprocess((value) => value || undefined, schema.optional());

export const sorts = ['newest', 'oldest'] as const;

/** Several values of one facet widen the list, facets narrow each other. */
export const MaterialFilter = Paging.extend({
  q: z.string().trim().max(200).default(''),
  category: several(z.enum(materialCategories)),
  locale: several(z.enum(locales)),
  product: several(text(60)),
  /** Everybody but staff meets only what is live. */
  state: chosen(z.enum(materialStates)),
  audience: chosen(z.enum(audiences)),
  sort: z.enum(sorts).default('newest'),
});
export type MaterialFilter = z.infer<typeof MaterialFilter>;

const optionalDay = z.preprocess((value) => (value === '' ? null : value), day.nullable());

const words = {
  title: text(160),
  category: z.enum(materialCategories),
  audience: z.enum(audiences),
  locale: z.enum(locales),
};

/** `fileId` names a file that was uploaded before. */
export const CreateMaterial = z.object({
  ...words,
  description: optionalText(500),
  product: optionalText(60),
  edition: optionalText(40),
  expiresOn: optionalDay.default(null),
  fileId: text(60),
});
export type CreateMaterial = z.infer<typeof CreateMaterial>;

const optional = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .transform((value) => value || null)
    .nullable();

/** What is not named stays as it is. Another `fileId` replaces the file. */
export const ChangeMaterial = z.object({
  title: words.title.exactOptional(),
  category: words.category.exactOptional(),
  audience: words.audience.exactOptional(),
  locale: words.locale.exactOptional(),
  description: optional(500).exactOptional(),
  product: optional(60).exactOptional(),
  edition: optional(40).exactOptional(),
  expiresOn: optionalDay.exactOptional(),
  fileId: text(60).exactOptional(),
});
export type ChangeMaterial = z.infer<typeof ChangeMaterial>;

/** A file field that was left empty keeps the file of the attempt before. */
const withKeptFile = <S extends z.ZodType>(schema: S) =>
  z.preprocess((sent) => {
    const { fileId, kept, ...rest } = sent as Record<string, unknown>;
    return { ...rest, fileId: fileId || kept || undefined };
  }, schema);

export const UploadMaterial = withKeptFile(CreateMaterial);
export const EditMaterial = CreateMaterial.omit({ fileId: true }).extend({ version });
export const ReplaceFile = withKeptFile(
  CreateMaterial.pick({ fileId: true, edition: true, expiresOn: true }).extend({ version }),
);
export const Publication = z.object({ version });
