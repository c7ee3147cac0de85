import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';

import { and, eq, sql } from 'drizzle-orm';

import { allow, conflict, invalid, notFound, stale, tooLarge } from '#api/core/errors.ts';
import { HOUSE_ID } from '#api/core/house.ts';
import type { Scope } from '#api/core/scope.ts';
import { findUploads, removeUpload } from '#api/files/service.ts';
import type { Storage } from '#api/files/storage.ts';
import { newId } from '#db/ids.ts';
import { articlePictures, type Picture } from '#db/schema/article-pictures.ts';
import { articles, revisions } from '#db/schema/articles.ts';
import { redraw } from './drawing.ts';
import { pictureName } from './figures.ts';
import { canManage } from './policy.ts';
import { currentTexts, pictureOf, picturesOf, shownNow } from './queries.ts';
import { render } from './rendering.ts';

const MOST_BYTES = 10 * 1024 * 1024;
const MOST_PICTURES = 200;
/** WebP of a noisy picture may outgrow what it was made from. */
const MOST_MADE = 4 * MOST_BYTES;

/** A file as it came: what it was called and what is in it. */
export type Given = { name: string; bytes: Uint8Array };

type NewPicture = Omit<Picture, 'articleId' | 'createdAt'>;

/** Makes a picture of a file and keeps its bytes; the row is the caller's to write. @throws 413, 422 */
export async function makePicture(storage: Storage, { name, bytes }: Given): Promise<NewPicture> {
  if (bytes.length > MOST_BYTES) throw tooLarge();
  const { webp, width, height } = await redraw(bytes);
  const id = newId('pic');
  const stored = await storage.put(id, Readable.from([webp]), { maxBytes: MOST_MADE });
  return { id, name: pictureName(name), width, height, ...stored, sourceHash: hashOf(bytes) };
}

/**
 * Gives an article a picture, which its texts show by its name. One of the same name gives way to it; the very same
 * file changes nothing. A text that has named it already shows it from now on.
 */
export async function addPicture(scope: Scope, articleId: string, given: Given): Promise<Picture> {
  await scope.find(articles, articleId);
  allow(canManage(scope.actor));
  const present = await picturesOf(scope, articleId);
  const former = present.find(({ name }) => name === pictureName(given.name));
  if (former?.sourceHash === hashOf(given.bytes)) return former;
  if (!former && present.length >= MOST_PICTURES) throw conflict('articles.too_many_pictures');

  const made = await makePicture(scope.storage, given);
  try {
    const picture = await keep(scope, { articleId, present, former, made });
    if (former) await scope.storage.delete(former.id);
    return picture;
  } catch (error) {
    await scope.storage.delete(made.id);
    throw error;
  }
}

type Kept = { articleId: string; present: Picture[]; former: Picture | undefined; made: NewPicture };

async function keep(scope: Scope, { articleId, present, former, made }: Kept): Promise<Picture> {
  const others = present.filter((picture) => picture !== former);
  const texts = await currentTexts(scope, articleId);
  const pictures = [...others, { ...made, articleId }];
  const redrawn = await Promise.all(
    texts.map(async ({ id, locale, body }) => ({ id, ...(await render(scope, { body, locale, pictures })) })),
  );
  return scope.write((write) => {
    if (former) {
      write.remove(articlePictures, eq(articlePictures.id, former.id));
      write.requireOne(stale());
    } else {
      const same = and(eq(articlePictures.articleId, articleId), eq(articlePictures.name, made.name));
      write.require(sql`not exists (select 1 from ${articlePictures} where ${same})`, stale());
    }
    const picture = write.insert(articlePictures, { ...made, articleId });
    for (const { id, html } of redrawn) write.mark(revisions, eq(revisions.id, id), { html });
    write.record('article.changed', subject(articleId), {
      audience: 'staff',
      data: { picture: made.id },
      values: {
        picture: { ...(former ? { before: former.name } : {}), after: made.name, audience: 'staff' },
      },
    });
    return picture;
  });
}

/** The same for a file that was uploaded before. @throws 422 when there is none, or it is not the actor's */
export async function attachPicture(scope: Scope, articleId: string, fileId: string): Promise<Picture> {
  await scope.find(articles, articleId);
  allow(canManage(scope.actor));
  const [file] = await findUploads(scope, [fileId]);
  if (!file) throw invalid({ fileId: 'articles.unknown_file' });
  if (file.size > MOST_BYTES) throw invalid({ fileId: 'articles.picture_too_large' });
  const { stream } = await scope.storage.get(file.id);
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  const picture = await addPicture(scope, articleId, { name: file.name, bytes });
  await removeUpload(scope, file.id);
  return picture;
}

/** What the texts of an article may show, by name. */
export async function listPictures(scope: Scope, articleId: string): Promise<Picture[]> {
  await scope.find(articles, articleId);
  allow(canManage(scope.actor));
  return picturesOf(scope, articleId);
}

/** @throws 409 while a text shows it, published or not */
export async function removePicture(scope: Scope, articleId: string, id: string): Promise<void> {
  const picture = await pictureOf(scope, articleId, id);
  allow(canManage(scope.actor));
  await scope.write((write) => {
    write.require(sql`not ${shownNow(articleId, id)}`, conflict('articles.picture_shown'));
    write.remove(articlePictures, eq(articlePictures.id, id));
    write.requireOne(notFound('pictures'));
    write.record('article.changed', subject(articleId), {
      audience: 'staff',
      values: { picture: { before: picture.name, audience: 'staff' } },
    });
  });
  await scope.storage.delete(id);
}

const subject = (id: string) => ({ id, accountId: HOUSE_ID });

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
