import type { Context } from 'hono';

import { ifMatch, input, route, router, type Env } from '#api/core/http.ts';
import { ChangeSite, CreateSite, ListSites } from './schemas.ts';
import { addKey, changeSite, createSite, findSite, listSites, revokeKey, type FoundSite } from './service.ts';
import { siteView } from './view.ts';

function answer(c: Context<Env>, site: FoundSite, status: 200 | 201 = 200) {
  c.header('ETag', `"${site.version}"`);
  return c.json(siteView(site), status);
}

export const siteRoutes = router()
  .get('/', route('sites.read', 'Websites that embed the widgets'), input('query', ListSites), async (c) => {
    const page = await listSites(c.var.scope, c.req.valid('query'));
    return c.json({ ...page, items: page.items.map(siteView) });
  })
  .post('/', route('sites.manage', 'Add a website'), input('json', CreateSite), async (c) =>
    answer(c, await createSite(c.var.scope, c.req.valid('json')), 201),
  )
  .get('/:id', route('sites.read', 'A website with the keys that work'), async (c) =>
    answer(c, await findSite(c.var.scope, c.req.param('id'))),
  )
  .patch(
    '/:id',
    route('sites.manage', 'Change the name or the origins of a website'),
    input('json', ChangeSite),
    async (c) => {
      const change = { ...c.req.valid('json'), version: ifMatch(c) };
      return answer(c, await changeSite(c.var.scope, c.req.param('id'), change));
    },
  )
  .post(
    '/:id/keys',
    route('sites.manage', 'Make a second key, to replace the first without a gap'),
    async (c) => answer(c, await addKey(c.var.scope, c.req.param('id')), 201),
  )
  .delete('/:id/keys/:keyId', route('sites.manage', 'Revoke a key'), async (c) => {
    await revokeKey(c.var.scope, c.req.param('id'), c.req.param('keyId'));
    return c.body(null, 204);
  });
