import type { Context } from 'hono';

import { ifMatch, input, route, router, type Env } from '#api/core/http.ts';
import { Paging } from '#api/core/paging.ts';
import {
  AddNote,
  ChangeOpportunity,
  CreateOpportunity,
  MoveOpportunity,
  OpportunityFilter,
} from './schemas.ts';
import {
  addNote,
  changeOpportunity,
  createOpportunity,
  findOpportunity,
  listNotes,
  listOpportunities,
  moveOpportunity,
  opportunityHistory,
  summaryOf,
} from './service.ts';
import { historyView, noteView, opportunityDetailView, opportunityView } from './view.ts';

async function detail(c: Context<Env>, id: string, status: 200 | 201 = 200) {
  const found = await findOpportunity(c.var.scope, id);
  c.header('ETag', `"${found.version}"`);
  return c.json(opportunityDetailView(found), status);
}

const list = router().get(
  '/',
  route('opportunities.read', 'Opportunities by the day they should close'),
  input('query', OpportunityFilter),
  async (c) => {
    const filter = c.req.valid('query');
    const zone = c.var.user?.person.zone ?? 'UTC';
    const [{ items, ...page }, summary] = await Promise.all([
      listOpportunities(c.var.scope, filter, zone),
      summaryOf(c.var.scope, filter.account),
    ]);
    return c.json({ items: items.map(opportunityView), ...page, ...summary });
  },
);

export const opportunityRoutes = () =>
  list
    .post(
      '/',
      route('opportunities.edit', 'Begin an opportunity'),
      input('json', CreateOpportunity),
      async (c) => detail(c, (await createOpportunity(c.var.scope, c.req.valid('json'))).id, 201),
    )
    .get('/:id', route('opportunities.read', 'An opportunity and what I may do with it'), async (c) =>
      detail(c, c.req.param('id')),
    )
    .patch(
      '/:id',
      route('opportunities.edit', 'Change facts, the next step, or who sees it'),
      input('json', ChangeOpportunity),
      async (c) => {
        const id = c.req.param('id');
        await changeOpportunity(c.var.scope, id, ifMatch(c), c.req.valid('json'));
        return detail(c, id);
      },
    )
    .put(
      '/:id/stage',
      route('opportunities.edit', 'Move it to another stage, win, lose or reopen it'),
      input('json', MoveOpportunity),
      async (c) => {
        const id = c.req.param('id');
        await moveOpportunity(c.var.scope, id, ifMatch(c), c.req.valid('json'));
        return detail(c, id);
      },
    )
    .get(
      '/:id/notes',
      route('opportunities.read', 'The notes, newest first'),
      input('query', Paging),
      async (c) => {
        const { items, ...page } = await listNotes(c.var.scope, c.req.param('id'), c.req.valid('query'));
        return c.json({ items: items.map(noteView), ...page });
      },
    )
    .post('/:id/notes', route('opportunities.edit', 'Add a note'), input('json', AddNote), async (c) => {
      const { id, body, createdAt } = await addNote(c.var.scope, c.req.param('id'), c.req.valid('json'));
      return c.json({ id, body, createdAt }, 201);
    })
    .get('/:id/history', route('opportunities.read', 'What became of it, newest first'), async (c) =>
      c.json({ items: (await opportunityHistory(c.var.scope, c.req.param('id'))).map(historyView) }),
    );
