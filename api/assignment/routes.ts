import type { Context } from 'hono';

import { ifMatch, input, route, router, type Env } from '#api/core/http.ts';
import type { AssignmentRule } from '#db/schema/assignment.ts';
import { SaveRule } from './schemas.ts';
import { addRule, changeRule, findRule, listRules } from './service.ts';

const view = ({ createdAt: _createdAt, updatedAt: _updatedAt, ...rule }: AssignmentRule) => rule;

function answer(c: Context<Env>, rule: AssignmentRule, status: 200 | 201 = 200) {
  c.header('ETag', `"${rule.version}"`);
  return c.json(view(rule), status);
}

export const assignmentRoutes = router()
  .get(
    '/',
    route('requests.work', 'Who is given what comes in, the first rule that applies counts'),
    async (c) => c.json({ items: (await listRules(c.var.scope)).map(view) }),
  )
  .get('/:id', route('requests.work', 'A rule of assignment'), async (c) =>
    answer(c, await findRule(c.var.scope, c.req.param('id'))),
  )
  .post('/', route('settings.manage', 'Add a rule of assignment'), input('json', SaveRule), async (c) =>
    answer(c, await addRule(c.var.scope, c.req.valid('json')), 201),
  )
  .put('/:id', route('settings.manage', 'Change a rule of assignment'), input('json', SaveRule), async (c) =>
    answer(c, await changeRule(c.var.scope, c.req.param('id'), ifMatch(c), c.req.valid('json'))),
  );
