import type { APIRoute } from 'astro';

import { fetchArchive } from '#api/privacy/archives.ts';
import { Self } from '#api/profile/self.ts';

/** A page and not the API: whoever must prove who it is, is led to that and back. */
export const GET: APIRoute = ({ locals, params, request }) =>
  fetchArchive(new Self(locals.auth, locals), params['id'] ?? '', request);
