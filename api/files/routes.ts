import { malformed, notFound } from '#api/core/errors.ts';
import { input, route, router } from '#api/core/http.ts';
import { addPart, beginUpload, dropUpload, findUpload } from './partial.ts';
import { BeginUpload } from './schemas.ts';
import { receiveUploads, removeUpload } from './service.ts';

export const fileRoutes = router()
  .post('/', route('signed_in', 'Upload files, to be attached to something within a day'), async (c) => {
    const { uploads } = await receiveUploads(c.var.scope, c.req.raw);
    return c.json(uploads, 201);
  })
  .delete('/:id', route('signed_in', 'Throw away a file that is not attached to anything'), async (c) => {
    await removeUpload(c.var.scope, c.req.param('id'));
    return c.body(null, 204);
  })
  .post(
    '/uploads',
    route('signed_in', 'Begin a file that comes in parts'),
    input('json', BeginUpload),
    async (c) => c.json(await beginUpload(c.var.scope, c.req.valid('json')), 201),
  )
  .get('/uploads/:id', route('signed_in', 'How much of a file is there'), async (c) =>
    c.json(await findUpload(c.var.scope, c.req.param('id'))),
  )
  .put('/uploads/:id/parts/:offset', route('signed_in', 'The bytes from there on'), async (c) => {
    const { id, offset } = c.req.param();
    const body = c.req.raw.body;
    if (!/^\d{1,12}$/.test(offset)) throw notFound('uploads');
    if (!body) throw malformed();
    const taken = await addPart(c.var.scope, id, Number(offset), body);
    return c.json(taken, 'received' in taken ? 200 : 201);
  })
  .delete('/uploads/:id', route('signed_in', 'Stop a file that comes in parts'), async (c) => {
    await dropUpload(c.var.scope, c.req.param('id'));
    return c.body(null, 204);
  });
