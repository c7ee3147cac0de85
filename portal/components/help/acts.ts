import type { Locale } from '#api/i18n/index.ts';
import { attachPicture, removePicture } from '#api/articles/pictures.ts';
import { RemovePicture, RetireArticle, SaveArticle, UploadPicture } from '#api/articles/schemas.ts';
import { changeArticle, publishArticle, retireArticle } from '#api/articles/service.ts';
import { submit } from '../../form.ts';

type Page = Parameters<typeof submit>[0];
type Edited = { id: string; locale: Locale; initial: Record<string, string | number> };

/** Whatever an editor has posted to an article. `done` names what came of it. */
export async function actOn(page: Page, { id, locale, initial }: Edited) {
  const { scope } = page.locals;
  const saved = await submit(
    page,
    SaveArticle,
    async ({ publish, version: read, ...change }) => {
      await changeArticle(scope, id, read, { ...change, locale });
      if (publish) await publishArticle(scope, id, { locale, version: read + 1 });
      return publish ? 'published' : 'saved';
    },
    { initial, action: 'save' },
  );
  const retired = await submit(
    page,
    RetireArticle,
    async ({ version: read }) => {
      await retireArticle(scope, id, read);
      return 'retired';
    },
    { action: 'retire' },
  );
  const pictures = await illustrate(page, id);
  return { saved, retired, pictures, done: saved.result ?? retired.result ?? pictures.done };
}

async function illustrate(page: Page, id: string) {
  const { scope } = page.locals;
  const added = await submit(
    page,
    UploadPicture,
    async ({ fileId }) => {
      await attachPicture(scope, id, fileId);
      return 'picture_added';
    },
    { action: 'add_picture' },
  );
  const removed = await submit(
    page,
    RemovePicture,
    async ({ pictureId }) => {
      await removePicture(scope, id, pictureId);
      return 'picture_removed';
    },
    { action: 'remove_picture' },
  );
  const { errors } = (added.error ? added : removed).form;
  return { error: errors['fileId'] ?? errors['form'], done: added.result ?? removed.result };
}
