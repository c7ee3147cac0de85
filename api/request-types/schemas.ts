import { z } from 'zod';

import { text } from '#api/core/parse.ts';
import { audiences, fieldEditors, fieldKinds, fieldReaders, requestCategories } from '#db/enums.ts';
import type { Condition, Design } from '#db/schema/request-types.ts';

const key = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/);
/** Options may bear the numbers of articles and the like. */
const optionKey = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,59}$/);
const value = z.union([z.string().trim().max(500), z.number().finite()]);

const words = (max: number) =>
  z.strictObject({ en: text(max), es: text(max).exactOptional(), ru: text(max).exactOptional() });

const field = key;
const comparison = z.union([
  z.strictObject({ field, is: value }),
  z.strictObject({ field, in: z.array(value).min(1).max(100) }),
  z.strictObject({ field, gt: value }),
  z.strictObject({ field, gte: value }),
  z.strictObject({ field, lt: value }),
  z.strictObject({ field, lte: value }),
  z.strictObject({ field, under: optionKey }),
  z.strictObject({ field, answered: z.boolean() }),
]);
const some = z.lazy(() => z.array(condition).min(1).max(20));
const condition: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    comparison,
    z.strictObject({ all: some }),
    z.strictObject({ any: some }),
    z.strictObject({ not: condition }),
  ]),
);

const option = z.strictObject({
  key: optionKey,
  label: words(200),
  under: z.array(optionKey).min(1).max(100).exactOptional(),
});

export const FieldInput = z.strictObject({
  key,
  kind: z.enum(fieldKinds),
  label: words(200),
  help: words(1_000).exactOptional(),
  required: z.boolean().default(false),
  readers: z.enum(fieldReaders).default('everybody'),
  editors: z.enum(fieldEditors).default('staff'),
  searchable: z.boolean().default(false),
  default: value.exactOptional(),
  when: condition.exactOptional(),
  options: z.array(option).min(1).max(300).exactOptional(),
  dependsOn: key.exactOptional(),
  min: z.number().exactOptional(),
  max: z.number().exactOptional(),
  pattern: text(100).exactOptional(),
});

export const SectionInput = z.strictObject({
  key,
  title: words(200),
  when: condition.exactOptional(),
  fields: z.array(FieldInput).max(60).default([]),
});

export const DesignInput: z.ZodType<Design> = z.strictObject({ sections: z.array(SectionInput).max(20) });

const template = z.strictObject({
  key,
  name: words(120),
  subject: z.string().trim().max(160).default(''),
  body: z.string().trim().max(20_000).default(''),
  fields: z.record(key, z.string().trim().max(10_000)).default({}),
});

/** A type of requests as a whole. What is written here as `sections` is a draft until it is published. */
export const TypeInput = z.strictObject({
  name: words(120),
  intro: words(500),
  audience: z.enum(audiences).default('customers'),
  /** The only accounts that see it; all of the audience when left out. */
  accountIds: z.array(text(60)).min(1).max(200).nullable().default(null),
  category: z.enum(requestCategories).default('question'),
  position: z.number().int().min(0).max(1_000).default(100),
  sections: z.array(SectionInput).max(20).default([]),
  templates: z.array(template).max(20).default([]),
});
export type TypeInput = z.infer<typeof TypeInput>;

/** What is filled in. What must be in it the form says. */
export const Answers = z
  .record(z.string().max(40), z.union([z.string().max(10_000), z.number().finite(), z.null()]))
  .refine((answers) => Object.keys(answers).length <= 200, { params: { code: 'too_big' } });
export type Answers = z.infer<typeof Answers>;

export const ChangeAnswers = z.object({ fields: Answers });
export type ChangeAnswers = z.infer<typeof ChangeAnswers>;
