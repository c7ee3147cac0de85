import type { Context } from 'hono';

import { ifMatch, input, route, router, type Env } from '#api/core/http.ts';
import type { View } from '#db/schema/views.ts';
import { ChangeView, SaveView } from './schemas.ts';
import { changeView, countViews, listViews, removeView, restoreView, saveView } from './service.ts';

function answer(c: Context<Env>, { id, name, shared, filter, version }: View, status: 200 | 201 = 200) {
  c.header('ETag', `"${version}"`);
  return c.json({ id, name, shared, filter, version }, status);
}

export const viewRoutes = router()
  .get('/', route('requests.read', 'Lists of requests that I and the house have saved'), async (c) => {
    const items = await listViews(c.var.scope);
    const counts = await countViews(c.var.scope, items);
    return c.json({ items: items.map((view) => ({ ...view, count: counts[view.id] })) });
  })
  .post('/', route('requests.read', 'Save a list of requests'), input('json', SaveView), async (c) =>
    answer(c, await saveView(c.var.scope, c.req.valid('json')), 201),
  )
  .put(
    '/:id',
    route('requests.read', 'Rename a list or share it'),
    input('json', ChangeView.omit({ version: true })),
    async (c) => {
      const change = { ...c.req.valid('json'), version: ifMatch(c) };
      return answer(c, await changeView(c.var.scope, c.req.param('id'), change));
    },
  )
  .delete('/:id', route('requests.read', 'Remove a list'), async (c) => {
    await removeView(c.var.scope, c.req.param('id'), { version: ifMatch(c) });
    return c.body(null, 204);
  })
  .delete('/:id/removal', route('requests.read', 'Have a removed list back'), async (c) =>
    answer(c, await restoreView(c.var.scope, c.req.param('id'), { version: ifMatch(c) })),
  );
