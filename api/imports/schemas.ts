import { z } from 'zod';

import { Paging, text } from '#api/core/parse.ts';
import { importKinds } from '#db/enums.ts';
import { dayFormats } from './days.ts';
import { encodings } from './decode.ts';
import { delimiters } from './records.ts';

export const ImportFilter = Paging;

/** Which system a file comes from: letters, digits and what stands between them. */
const source = z
  .string()
  .trim()
  .regex(/^[\p{L}\p{N} ._-]{1,60}$/u)
  .default('csv');

export const BeginImport = z.object({
  kind: z.enum(importKinds),
  /** Of a file that was uploaded before. */
  fileId: text(60),
  source,
  encoding: z.enum(encodings).optional(),
  delimiter: z.enum(delimiters).optional(),
});
export type BeginImport = z.output<typeof BeginImport>;

const MOST = 200;
const cell = z.string().max(500);
const named = <S extends z.ZodType>(value: S) =>
  z.record(cell, value).refine((record) => Object.keys(record).length <= MOST);

export const MapImport = z.strictObject({
  columns: named(z.string().min(1).max(60)).optional(),
  aliases: z
    .array(z.strictObject({ column: cell.exactOptional(), from: cell.min(1), to: cell }))
    .max(MOST)
    .optional(),
  set: named(cell).optional(),
  dates: named(z.enum(dayFormats)).optional(),
});
export type MapImport = z.infer<typeof MapImport>;
