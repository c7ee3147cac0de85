import { z } from 'zod';

import { Paging } from '#api/core/paging.ts';
import { text, version } from '#api/core/parse.ts';
import { originOf } from './origin.ts';

const MOST = 20;

/** What is posted may be an address with a slash at its end; what is kept is what browsers send as `Origin`. */
const Origins = z.array(z.string().max(300)).transform((given, context) => {
  const origins = given.map(originOf);
  const refuse = (code: string) => context.addIssue({ code: 'custom', params: { code } });
  if (!given.length) refuse('required');
  else if (origins.includes(undefined)) refuse('sites.origin');
  const known = [...new Set(origins.filter((origin) => origin !== undefined))];
  if (known.length > MOST) refuse('sites.many_origins');
  return known;
});

const name = text(120);

export const ListSites = Paging;
export type ListSites = z.infer<typeof ListSites>;

export const CreateSite = z.strictObject({ name, origins: Origins });
export type CreateSite = z.infer<typeof CreateSite>;

export const ChangeSite = z.strictObject({
  name: name.exactOptional(),
  origins: Origins.exactOptional(),
});
export type ChangeSite = z.infer<typeof ChangeSite> & { version: number };

/** The same as pages send it: an origin in each line. */
export const SiteForm = z.object({
  name,
  origins: z
    .string()
    .max(8_000)
    .transform((lines) => lines.split(/[\s,;]+/).filter(Boolean))
    .pipe(Origins),
});

export const ChangeSiteForm = SiteForm.extend({ version });

export const KeyForm = z.object({ keyId: text(60) });
