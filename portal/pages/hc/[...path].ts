import type { APIRoute } from 'astro';

import { newAddress } from '#api/imports/articles/old-address.ts';
import { moved } from '../../components/help/moved.ts';

/** Where the articles of another help centre were: links to them are all over the web. */
export const GET: APIRoute = async ({ locals: { scope, locale }, url }) =>
  moved(await newAddress(scope, url.pathname, locale));
