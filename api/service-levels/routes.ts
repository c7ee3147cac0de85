import type { Context } from 'hono';

import { ifMatch, input, route, router, type Env } from '#api/core/http.ts';
import { ChangeSchedule, ChangeServiceLevel, Preview } from './schemas.ts';
import {
  addSchedule,
  addServiceLevel,
  changeSchedule,
  changeServiceLevel,
  findSchedule,
  findServiceLevel,
  listSchedules,
  listServiceLevels,
  preview,
} from './service.ts';

function answer(c: Context<Env>, found: { version: number }, status: 200 | 201 = 200) {
  c.header('ETag', `"${found.version}"`);
  return c.json(found, status);
}

export const scheduleRoutes = router()
  .get('/', route('requests.read', 'Opening hours'), async (c) => {
    return c.json({ items: await listSchedules(c.var.scope) });
  })
  .get('/:id', route('requests.read', 'The opening hours of one schedule'), async (c) =>
    answer(c, await findSchedule(c.var.scope, c.req.param('id'))),
  )
  .post('/', route('settings.manage', 'Add opening hours'), input('json', ChangeSchedule), async (c) =>
    answer(c, await addSchedule(c.var.scope, c.req.valid('json')), 201),
  )
  .put('/:id', route('settings.manage', 'Change opening hours'), input('json', ChangeSchedule), async (c) =>
    answer(c, await changeSchedule(c.var.scope, c.req.param('id'), ifMatch(c), c.req.valid('json'))),
  );

export const serviceLevelRoutes = router()
  .get('/', route('requests.read', 'Service levels, the first that applies counts'), async (c) => {
    return c.json({ items: await listServiceLevels(c.var.scope) });
  })
  .get(
    '/preview',
    route('requests.read', 'What a request that comes now would be promised'),
    input('query', Preview),
    async (c) => c.json(await preview(c.var.scope, c.req.valid('query'))),
  )
  .get('/:id', route('requests.read', 'One service level'), async (c) =>
    answer(c, await findServiceLevel(c.var.scope, c.req.param('id'))),
  )
  .post('/', route('settings.manage', 'Add a service level'), input('json', ChangeServiceLevel), async (c) =>
    answer(c, await addServiceLevel(c.var.scope, c.req.valid('json')), 201),
  )
  .put(
    '/:id',
    route('settings.manage', 'Change a service level'),
    input('json', ChangeServiceLevel),
    async (c) =>
      answer(c, await changeServiceLevel(c.var.scope, c.req.param('id'), ifMatch(c), c.req.valid('json'))),
  );
