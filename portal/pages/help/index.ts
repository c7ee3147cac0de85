import type { APIRoute } from 'astro';

/** The help has an address per language; the reader's choice or the browser's wish says which. */
export const GET: APIRoute = ({ locals, url }) =>
  new Response(null, {
    status: 303,
    headers: {
      Location: `/help/${locals.locale}${url.search}`,
      Vary: 'Cookie, Accept-Language',
      'Cache-Control': 'private, no-cache',
    },
  });
