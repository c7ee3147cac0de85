import type { Context } from 'hono';

import { ifMatch, input, route, router, type Env } from '#api/core/http.ts';
import { findRequest } from '#api/requests/service.ts';
import { requestDetailView } from '#api/requests/view.ts';
import type { Macro } from '#db/schema/macros.ts';
import { planMacro } from './planning.ts';
import { runMacro } from './running.ts';
import { RunMacro, SaveMacro } from './schemas.ts';
import { changeMacro, findMacro, listMacros, removeMacro, restoreMacro, saveMacro } from './service.ts';
import { macroView } from './view.ts';

function answer(c: Context<Env>, macro: Macro, status: 200 | 201 = 200) {
  c.header('ETag', `"${macro.version}"`);
  return c.json(macroView(macro, c.var.scope.actor), status);
}

export const macroRoutes = router()
  .get('/', route('requests.work', 'What I and the house do again and again'), async (c) => {
    const { scope } = c.var;
    return c.json({ items: (await listMacros(scope)).map((macro) => macroView(macro, scope.actor)) });
  })
  .get('/:id', route('requests.work', 'A macro'), async (c) =>
    answer(c, await findMacro(c.var.scope, c.req.param('id'))),
  )
  .post('/', route('requests.work', 'Save a macro'), input('json', SaveMacro), async (c) =>
    answer(c, await saveMacro(c.var.scope, c.req.valid('json')), 201),
  )
  .put('/:id', route('requests.work', 'Change a macro'), input('json', SaveMacro), async (c) =>
    answer(c, await changeMacro(c.var.scope, c.req.param('id'), ifMatch(c), c.req.valid('json'))),
  )
  .delete('/:id', route('requests.work', 'Remove a macro'), async (c) => {
    await removeMacro(c.var.scope, c.req.param('id'), ifMatch(c));
    return c.body(null, 204);
  })
  .delete('/:id/removal', route('requests.work', 'Have a removed macro back'), async (c) =>
    answer(c, await restoreMacro(c.var.scope, c.req.param('id'), ifMatch(c))),
  );

export const requestMacroRoutes = router()
  .get('/:id/macros/:macroId', route('requests.work', 'What a macro would do to a request'), async (c) =>
    c.json(await planMacro(c.var.scope, c.req.param('id'), c.req.param('macroId'))),
  )
  .put(
    '/:id/macro',
    route('requests.work', 'Run a macro on a request'),
    input('json', RunMacro),
    async (c) => {
      const { scope } = c.var;
      const id = c.req.param('id');
      await runMacro(scope, id, { ...c.req.valid('json'), version: ifMatch(c) });
      const found = await findRequest(scope, id);
      c.header('ETag', `"${found.version}"`);
      return c.json(requestDetailView(found, scope.actor));
    },
  );
