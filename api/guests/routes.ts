import { ifMatch, route, router } from '#api/core/http.ts';
import { findRequest } from '#api/requests/service.ts';
import { requestDetailView } from '#api/requests/view.ts';
import { releaseRequest } from './release.ts';

export const releaseRoutes = router().put(
  '/:id/release',
  route('requests.work', 'Take a request for genuine whose address is not proven'),
  async (c) => {
    const { scope } = c.var;
    const id = c.req.param('id');
    await releaseRequest(scope, id, { version: ifMatch(c) });
    const found = await findRequest(scope, id);
    c.header('ETag', `"${found.version}"`);
    return c.json(requestDetailView(found, scope.actor));
  },
);
