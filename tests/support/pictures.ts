import { articles } from '#db/schema/articles.ts';
import { json } from '#tests/support/guards/case.ts';
import { upload } from '#tests/support/materials.ts';
import type { Name, World } from '#tests/support/world.ts';

/** A drawing as somebody may upload it; the words in it are in no picture that is made of it. */
export const svg = (width = 40, height = 20, colour = 'teal') =>
  `<!-- drawn by hand --><svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">` +
  `<script>alert(1)</script><rect width="${width}" height="${height}" fill="${colour}"/></svg>`;

export type Shown = { id: string; name: string; width: number; height: number; size: number; url: string };
type Wish = { by?: Name; name?: string; body?: string | Uint8Array<ArrayBuffer> };

/** The id of an uploaded file that a picture can be made of. */
export async function drawing(w: World, { by = 'eve', name = 'plan.svg', body = svg() }: Wish = {}) {
  const [file] = await json<{ id: string }[]>(upload(w, { by, name, body }));
  return file?.id ?? '';
}

export async function pictureOf(w: World, articleId: string, wish: Wish = {}): Promise<Shown> {
  const by = wish.by ?? 'eve';
  return json<Shown>(w.as(by).post(`/articles/${articleId}/pictures`, { fileId: await drawing(w, wish) }));
}

export const versionOf = async (w: World, id: string) => (await w.system.find(articles, id)).version;
