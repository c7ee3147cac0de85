import { z } from 'zod';

import { locales } from '#db/enums.ts';

const locale = z.enum(locales).catch('en');

export const FindArticles = z.object({
  q: z.string().trim().max(200).default(''),
  locale,
  limit: z.coerce.number().int().min(1).max(20).default(6),
});

export const DescribeForm = z.object({ type: z.string().max(60), locale });
