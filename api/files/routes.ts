import { route, router } from '#api/core/http.ts';
import { receiveUploads, removeUpload } from './service.ts';

export const fileRoutes = router()
  .post('/', route('signed_in', 'Upload files, to be attached to something within a day'), async (c) => {
    const { uploads } = await receiveUploads(c.var.scope, c.req.raw);
    return c.json(uploads, 201);
  })
  .delete('/:id', route('signed_in', 'Throw away a file that is not attached to anything'), async (c) => {
    await removeUpload(c.var.scope, c.req.param('id'));
    return c.body(null, 204);
  });
