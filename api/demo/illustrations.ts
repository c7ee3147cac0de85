import { Readable } from 'node:stream';

import { newId } from '#db/ids.ts';
import { articlePictures, type Picture } from '#db/schema/article-pictures.ts';
import { drawn } from './content/index.ts';
import type { Story } from './story.ts';

const SHOWN = /!\[[^\]]*\]\(([a-z0-9-]+\.svg)/g;
const MOST_BYTES = 1_000_000;

/** Gives an article the pictures that its texts show. */
export async function illustrate(
  story: Story,
  { id: articleId, createdAt }: { id: string; createdAt: Date },
  texts: string[],
): Promise<Picture[]> {
  const names = new Set(texts.flatMap((text) => [...text.matchAll(SHOWN)].map(([, name = '']) => name)));
  const pictures = await Promise.all(
    [...names].map(async (name) => {
      const { webp, hash: sourceHash, ...size } = drawn(name);
      const id = newId('pic');
      const stored = await story.storage.put(id, Readable.from([webp]), { maxBytes: MOST_BYTES });
      return { id, articleId, name, sourceHash, createdAt, ...size, ...stored };
    }),
  );
  story.insert(articlePictures, pictures);
  return pictures;
}
