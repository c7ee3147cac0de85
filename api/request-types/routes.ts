import type { Context } from 'hono';

import { isStaff } from '#api/core/actor.ts';
import { ifMatch, input, route, router, type Env } from '#api/core/http.ts';
import { findRequest } from '#api/requests/service.ts';
import { requestDetailView } from '#api/requests/view.ts';
import type { RequestType } from '#db/schema/request-types.ts';
import { changeAnswers } from './answering.ts';
import { answersOf } from './filling.ts';
import { ChangePriorities, changePriorities, prioritiesOf } from './priorities.ts';
import { ChangeAnswers, TypeInput } from './schemas.ts';
import {
  changeType,
  createType,
  findType,
  listTypes,
  openType,
  openTypes,
  publishType,
  typesInUse,
  withdrawType,
} from './service.ts';
import { openTypeView, typeView } from './view.ts';

function answer(c: Context<Env>, type: RequestType, status: 200 | 201 = 200) {
  c.header('ETag', `"${type.version}"`);
  return c.json(typeView(type), status);
}

async function priorities(c: Context<Env>) {
  const { version, matrix } = await prioritiesOf(c.var.scope);
  c.header('ETag', `"${version}"`);
  return c.json({ version, matrix });
}

export const requestTypeRoutes = router()
  .get('/', route('requests.read', 'What can be asked for, and by which form'), async (c) => {
    const { scope } = c.var;
    if (isStaff(scope.actor)) {
      const [types, uses] = await Promise.all([listTypes(scope), typesInUse(scope)]);
      return c.json({
        items: types.map((type) => ({ ...typeView(type), requests: uses.get(type.id) ?? 0 })),
      });
    }
    return c.json({ items: (await openTypes(scope)).map(openTypeView) });
  })
  .get('/priorities', route('settings.read', 'How urgent a request is by what it stops and how soon'), (c) =>
    priorities(c),
  )
  .put(
    '/priorities',
    route('settings.manage', 'Say how urgent a request is'),
    input('json', ChangePriorities),
    async (c) => {
      await changePriorities(c.var.scope, ifMatch(c), c.req.valid('json'));
      return priorities(c);
    },
  )
  .get('/:id', route('requests.read', 'One type of requests with its form'), async (c) => {
    const { scope } = c.var;
    const id = c.req.param('id');
    if (isStaff(scope.actor)) return answer(c, await findType(scope, id));
    return c.json(openTypeView(await openType(scope, id)));
  })
  .post('/', route('settings.manage', 'Draw up a type of requests'), input('json', TypeInput), async (c) =>
    answer(c, await createType(c.var.scope, c.req.valid('json')), 201),
  )
  .put(
    '/:id',
    route('settings.manage', 'Change a type of requests and the draft of its form'),
    input('json', TypeInput),
    async (c) => answer(c, await changeType(c.var.scope, c.req.param('id'), ifMatch(c), c.req.valid('json'))),
  )
  .put('/:id/publication', route('settings.manage', 'Let the draft be filled in from now on'), async (c) =>
    answer(c, await publishType(c.var.scope, c.req.param('id'), ifMatch(c))),
  )
  .delete('/:id/publication', route('settings.manage', 'Offer a type of requests no more'), async (c) =>
    answer(c, await withdrawType(c.var.scope, c.req.param('id'), ifMatch(c))),
  );

/** Below the requests themselves. */
export const answerRoutes = router().put(
  '/:id/fields',
  route('requests.read', 'Put right what was filled in'),
  input('json', ChangeAnswers),
  async (c) => {
    const { scope } = c.var;
    const id = c.req.param('id');
    await changeAnswers(scope, id, ifMatch(c), c.req.valid('json').fields);
    const request = await findRequest(scope, id);
    c.header('ETag', `"${request.version}"`);
    return c.json(requestDetailView(request, scope.actor, await answersOf(scope, request)));
  },
);
