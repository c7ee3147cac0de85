import { input, route, router } from '#api/core/http.ts';
import { notFound } from '#api/core/errors.ts';
import { findRequest } from './service.ts';
import { heldReply, holdReply, takeBackReply } from './holding.ts';
import { HoldReply } from './schemas.ts';

/** What an agent says that may be taken back for a moment; there is one for each agent and request. */
export const heldReplyRoutes = router()
  .get('/:id/held-reply', route('in_person', 'My reply that is on its way'), async (c) => {
    const { id } = await findRequest(c.var.scope, c.req.param('id'));
    const held = await heldReply(c.var.scope, { id });
    if (!held) throw notFound('held_replies');
    return c.json(held);
  })
  .put(
    '/:id/held-reply',
    route('in_person', 'Reply, and let it be taken back for a moment'),
    input('json', HoldReply),
    async (c) => c.json(await holdReply(c.var.scope, c.req.param('id'), c.req.valid('json'))),
  )
  .delete('/:id/held-reply', route('in_person', 'Take back my reply that is on its way'), async (c) => {
    await takeBackReply(c.var.scope, c.req.param('id'));
    return c.body(null, 204);
  });
