import { ifMatch, input, route, router } from '#api/core/http.ts';
import { Paging } from '#api/core/paging.ts';
import { fileResponse } from '#api/files/download.ts';
import { acceptMail, discardMail, findInbound, listSuspended, originalOf, releaseMail } from './service.ts';
import { viewInbound } from './view.ts';

export const inboundRoutes = router()
  .get(
    '/',
    route('requests.work', 'Mails that wait for somebody to look at them'),
    input('query', Paging),
    async (c) => {
      const { items, ...rest } = await listSuspended(c.var.scope, c.req.valid('query'));
      return c.json({ items: items.map(viewInbound), ...rest });
    },
  )
  .get('/:id', route('requests.work', 'A mail that came in'), async (c) => {
    const mail = await findInbound(c.var.scope, c.req.param('id'));
    c.header('ETag', `"${mail.version}"`);
    return c.json(viewInbound(mail));
  })
  .get('/:id/original', route('requests.work', 'The mail as it came'), async (c) => {
    const file = await originalOf(c.var.scope, c.req.param('id'));
    return fileResponse(c.var.scope.storage, file, c.req.raw);
  })
  .put('/:id/release', route('requests.work', 'Make a request of it'), async (c) =>
    c.json(await releaseMail(c.var.scope, c.req.param('id'), ifMatch(c))),
  )
  .put('/:id/acceptance', route('requests.work', 'Let it into the request it waits beside'), async (c) =>
    c.json(await acceptMail(c.var.scope, c.req.param('id'), ifMatch(c))),
  )
  .delete('/:id', route('requests.work', 'Put it out of sight'), async (c) => {
    await discardMail(c.var.scope, c.req.param('id'), ifMatch(c));
    return c.body(null, 204);
  });
