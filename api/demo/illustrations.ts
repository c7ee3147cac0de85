import { makePicture } from '#api/articles/pictures.ts';
import { articlePictures, type Picture } from '#db/schema/article-pictures.ts';
import { drawings } from './content/index.ts';
import type { Story } from './story.ts';

const SHOWN = /!\[[^\]]*\]\(([a-z0-9-]+\.svg)/g;

/** Draws the pictures that the texts of an article show. */
export async function illustrate(
  story: Story,
  { id: articleId, createdAt }: { id: string; createdAt: Date },
  texts: string[],
): Promise<Picture[]> {
  const names = new Set(texts.flatMap((text) => [...text.matchAll(SHOWN)].map(([, name = '']) => name)));
  const pictures = await Promise.all(
    [...names].map(async (name) => {
      const svg = drawings.get(name)?.();
      if (!svg) throw new Error(`The demo has no drawing ${name}`);
      const made = await makePicture(story.storage, { name, bytes: Buffer.from(svg) });
      return { ...made, articleId, createdAt };
    }),
  );
  story.insert(articlePictures, pictures);
  return pictures;
}
