import { input, route, router } from '#api/core/http.ts';
import { Paging } from '#api/core/paging.ts';
import { findMail, listMails } from './service.ts';
import { viewMail } from './view.ts';

export const mail = router()
  .get('/', route('mail.read', 'The mails that went out or wait'), input('query', Paging), async (c) => {
    const { items, ...rest } = await listMails(c.var.scope, c.req.valid('query'));
    return c.json({ items: items.map(viewMail), ...rest });
  })
  .get('/:id', route('mail.read', 'One mail'), async (c) =>
    c.json(viewMail(await findMail(c.var.scope, c.req.param('id')))),
  );
