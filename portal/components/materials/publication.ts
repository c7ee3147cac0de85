import type { AstroGlobal } from 'astro';

import { Publication } from '#api/materials/schemas.ts';
import { publishMaterial, retireMaterial } from '#api/materials/service.ts';
import type { Material } from '#db/schema/materials.ts';
import { submit } from '../../form.ts';

type Page = Pick<AstroGlobal, 'request' | 'response' | 'locals'>;

const acts = {
  publish: { act: publishMaterial, done: 'materials.done.published' },
  retire: { act: retireMaterial, done: 'materials.done.retired' },
} as const;

/** Publishes or retires, where that was posted: what was done, or why not. */
export async function changePublication(page: Page, id: string) {
  const errors: Record<string, string> = {};
  for (const action of ['publish', 'retire'] as const) {
    const { act, done } = acts[action];
    const { form, result } = await submit(
      page,
      Publication,
      async ({ version }) => {
        await act(page.locals.scope, id, version);
        return done;
      },
      { action },
    );
    if (result) return { done: result, errors };
    Object.assign(errors, form.errors);
  }
  return { done: undefined, errors };
}

/** The form that takes a publication or its end back. */
export function takingBack(url: URL, { status, version }: Material): Record<string, string> | undefined {
  const done = url.searchParams.get('done');
  const action = status === 'live' ? 'retire' : 'publish';
  const undone = status === 'live' ? acts.publish.done : acts.retire.done;
  return done === undone ? { action, version: String(version) } : undefined;
}
