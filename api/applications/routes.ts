import type { Context } from 'hono';

import { ifMatch, input, route, router, type Env } from '#api/core/http.ts';
import { ApplicationFilter, ApproveApplication, AskMore, RejectApplication } from './schemas.ts';
import { approve, askMore, findApplication, listApplications, reject } from './service.ts';
import { applicationDetailView, applicationView } from './view.ts';

async function found(c: Context<Env>, id: string) {
  const application = await findApplication(c.var.scope, id);
  c.header('ETag', `"${application.version}"`);
  return c.json(applicationDetailView(application));
}

export const applicationRoutes = router()
  .get(
    '/',
    route('people.manage', 'Who asks to come in without an invitation'),
    input('query', ApplicationFilter),
    async (c) => {
      const { items, ...page } = await listApplications(c.var.scope, c.req.valid('query'));
      return c.json({ items: items.map(applicationView), ...page });
    },
  )
  .get('/:id', route('people.manage', 'One application and what is like it'), (c) =>
    found(c, c.req.param('id')),
  )
  .put(
    '/:id/approval',
    route('people.manage', 'Let somebody in'),
    input('json', ApproveApplication),
    async (c) => {
      await approve(c.var.scope, c.req.param('id'), ifMatch(c), c.req.valid('json'));
      return found(c, c.req.param('id'));
    },
  )
  .put(
    '/:id/rejection',
    route('people.manage', 'Reject an application with a reason'),
    input('json', RejectApplication),
    async (c) => {
      await reject(c.var.scope, c.req.param('id'), ifMatch(c), c.req.valid('json'));
      return found(c, c.req.param('id'));
    },
  )
  .put(
    '/:id/question',
    route('people.manage', 'Ask the applicant for more'),
    input('json', AskMore),
    async (c) => {
      await askMore(c.var.scope, c.req.param('id'), ifMatch(c), c.req.valid('json'));
      return found(c, c.req.param('id'));
    },
  );
