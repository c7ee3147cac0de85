import { input, route, router } from '#api/core/http.ts';
import { BulkChange } from './schemas.ts';
import { changeMany, takeBack } from './service.ts';

export const bulkRoutes = router()
  .post('/', route('requests.work', 'Change many requests at once'), input('json', BulkChange), async (c) =>
    c.json(await changeMany(c.var.scope, c.req.valid('json'))),
  )
  .delete('/:id', route('requests.work', 'Take a change of many requests back'), async (c) =>
    c.json(await takeBack(c.var.scope, c.req.param('id'))),
  );
