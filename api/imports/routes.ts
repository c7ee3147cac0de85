import { Readable } from 'node:stream';

import { ifMatch, input, route, router } from '#api/core/http.ts';
import { attachment } from '#api/files/disposition.ts';
import { BeginImport, ImportFilter, MapImport } from './schemas.ts';
import {
  beginImport,
  cancelImport,
  checkImport,
  findImport,
  listImports,
  mapImport,
  rejectsFile,
  startImport,
} from './service.ts';
import { importDetailView, importView } from './view.ts';

const reading = router()
  .get('/', route('imports.read', 'Imports, the newest first'), input('query', ImportFilter), async (c) => {
    const { items, ...page } = await listImports(c.var.scope, c.req.valid('query'));
    return c.json({ items: items.map(importView), ...page });
  })
  .get('/:id', route('imports.read', 'How far an import is and what it has done'), async (c) =>
    c.json(importDetailView(await findImport(c.var.scope, c.req.param('id')))),
  )
  .get('/:id/rejects', route('imports.read', 'The rows that were refused, to mend them'), async (c) => {
    const { id, fileName } = await findImport(c.var.scope, c.req.param('id'));
    c.header('Content-Type', 'text/csv; charset=utf-8');
    c.header('Content-Disposition', attachment(`${fileName.replace(/\.[^.]*$/, '')}.rejected.csv`));
    const bytes = Readable.from(rejectsFile(c.var.scope, id), { objectMode: false });
    return c.body(Readable.toWeb(bytes) as ReadableStream);
  });

const writing = router()
  .post(
    '/',
    route('imports.run', 'Begin with a file that was uploaded'),
    input('json', BeginImport),
    async (c) => {
      const { id } = await beginImport(c.var.scope, c.req.valid('json'));
      return c.json(importDetailView(await findImport(c.var.scope, id)), 201);
    },
  )
  .put(
    '/:id/mapping',
    route('imports.run', 'Say what the columns hold'),
    input('json', MapImport),
    async (c) => {
      const id = c.req.param('id');
      await mapImport(c.var.scope, id, ifMatch(c), c.req.valid('json'));
      return c.json(importDetailView(await findImport(c.var.scope, id)));
    },
  )
  .put('/:id/check', route('imports.run', 'Try it without writing anything'), async (c) => {
    const id = c.req.param('id');
    await checkImport(c.var.scope, id, ifMatch(c));
    return c.json(importView(await findImport(c.var.scope, id)), 202);
  })
  .put('/:id/run', route('imports.run', 'Import the rows'), async (c) => {
    const id = c.req.param('id');
    await startImport(c.var.scope, id, ifMatch(c));
    return c.json(importView(await findImport(c.var.scope, id)), 202);
  })
  .delete('/:id/run', route('imports.run', 'Stop; what is written stays'), async (c) => {
    const id = c.req.param('id');
    await cancelImport(c.var.scope, id);
    return c.json(importView(await findImport(c.var.scope, id)));
  });

export const importRoutes = () => router().route('/', reading).route('/', writing);
