import type { Context } from 'hono';

import { ifMatch, input, route, router, type Env } from '#api/core/http.ts';
import { Paging } from '#api/core/paging.ts';
import { downloadMaterial } from './download.ts';
import { ChangeMaterial, CreateMaterial, MaterialFilter } from './schemas.ts';
import {
  changeMaterial,
  createMaterial,
  findMaterial,
  listDownloads,
  listMaterials,
  publishMaterial,
  retireMaterial,
} from './service.ts';
import { downloadView, materialView } from './view.ts';

const named = (c: Context) => (c.req.header('If-Match') === undefined ? undefined : ifMatch(c));

async function facts(c: Context<Env>, id: string, status: 200 | 201 = 200) {
  const { scope } = c.var;
  const material = await findMaterial(scope, id);
  c.header('ETag', `"${material.version}"`);
  return c.json(materialView(material, scope.actor), status);
}

const reading = router()
  .get(
    '/',
    route('materials.read', 'Marketing material for me, with counts per category, language and product'),
    input('query', MaterialFilter),
    async (c) => {
      const { scope } = c.var;
      const { items, ...page } = await listMaterials(scope, c.req.valid('query'));
      return c.json({ items: items.map((row) => materialView(row, scope.actor)), ...page });
    },
  )
  .get('/:id', route('materials.read', 'The facts of one material'), (c) => facts(c, c.req.param('id')))
  .get('/:id/file', route('materials.read', 'Download its file, whole or in parts'), (c) =>
    downloadMaterial(c.var.scope, c.req.param('id'), c.req.raw),
  );

const managing = router()
  .post(
    '/',
    route('materials.manage', 'Make a draft of an uploaded file'),
    input('json', CreateMaterial),
    async (c) => facts(c, (await createMaterial(c.var.scope, c.req.valid('json'))).id, 201),
  )
  .patch(
    '/:id',
    route('materials.manage', 'Change facts, or replace the file'),
    input('json', ChangeMaterial),
    async (c) => {
      const id = c.req.param('id');
      await changeMaterial(c.var.scope, id, ifMatch(c), c.req.valid('json'));
      return facts(c, id);
    },
  )
  .put('/:id/publication', route('materials.manage', 'Offer it to those it is for'), async (c) => {
    const id = c.req.param('id');
    await publishMaterial(c.var.scope, id, named(c));
    return facts(c, id);
  })
  .delete('/:id/publication', route('materials.manage', 'Take it from everybody but staff'), async (c) => {
    await retireMaterial(c.var.scope, c.req.param('id'), named(c));
    return c.body(null, 204);
  })
  .get(
    '/:id/downloads',
    route('materials.read', 'Who downloaded it; for staff'),
    input('query', Paging),
    async (c) => {
      const { items, ...page } = await listDownloads(c.var.scope, c.req.param('id'), c.req.valid('query'));
      return c.json({ items: items.map(downloadView), ...page });
    },
  );

export const materialRoutes = () => router().route('/', reading).route('/', managing);
