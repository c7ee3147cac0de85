import { attachPicture, removePicture } from '#api/articles/pictures.ts';
import { RemovePicture, UploadPicture } from '#api/articles/schemas.ts';
import { submit } from '../../form.ts';

type Page = Parameters<typeof submit>[0];

/** Whatever an editor did with the pictures of an article. `done` names what came of it. */
export async function illustrate(page: Page, id: string) {
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
