import { input, route, router } from '#api/core/http.ts';
import { ChangeTags } from './schemas.ts';
import { changeTags, listTags, tagsOf } from './service.ts';
import { findRequest } from '#api/requests/service.ts';

export const tagRoutes = router().get(
  '/',
  route('requests.work', 'The words of the house for requests'),
  async (c) => c.json({ items: await listTags(c.var.scope) }),
);

export const requestTagRoutes = router()
  .get('/:id/tags', route('requests.work', 'The tags of a request'), async (c) => {
    const { id } = await findRequest(c.var.scope, c.req.param('id'));
    return c.json({ items: (await tagsOf(c.var.scope, [id])).get(id) ?? [] });
  })
  .put(
    '/:id/tags',
    route('requests.work', 'Add tags to a request, or take them off'),
    input('json', ChangeTags),
    async (c) => c.json({ items: await changeTags(c.var.scope, c.req.param('id'), c.req.valid('json')) }),
  );
