import { z } from 'zod';

import { optionalText, Paging, text } from '#api/core/parse.ts';
import { audiences, currencies } from '#db/enums.ts';

export const ProductFilter = Paging.extend({ q: z.string().trim().max(100).default('') });
export type ProductFilter = z.infer<typeof ProductFilter>;

/** In minor units. Beyond ten thousand million of anything, somebody has slipped. */
const price = z.number().int().min(0).max(1_000_000_000_000);

/** A product as a file tells it; what the file does not name stays as it is. A price needs its currency. */
export const ImportProduct = z
  .strictObject({
    key: text(200).exactOptional(),
    name: text(200),
    series: text(100).exactOptional(),
    sku: text(60).exactOptional(),
    price: price.exactOptional(),
    currency: z.enum(currencies).exactOptional(),
    audience: z.enum(audiences).exactOptional(),
  })
  .refine(({ price, currency }) => price === undefined || currency, {
    path: ['currency'],
    params: { code: 'required' },
  });
export type ImportProduct = z.infer<typeof ImportProduct>;

/** What somebody changes by hand; what is not named stays. */
export const ChangeProduct = z.strictObject({
  name: text(200).exactOptional(),
  series: optionalText(100).exactOptional(),
  sku: optionalText(60).exactOptional(),
  price: price.nullable().exactOptional(),
  currency: z.enum(currencies).nullable().exactOptional(),
  audience: z.enum(audiences).exactOptional(),
  retired: z.boolean().exactOptional(),
});
export type ChangeProduct = z.infer<typeof ChangeProduct>;
