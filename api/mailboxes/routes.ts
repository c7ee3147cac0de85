import { bodyLimit } from 'hono/body-limit';
import type { MiddlewareHandler } from 'hono';

import { tooLarge } from '#api/core/errors.ts';
import { ifMatch, input, route, router, type Env } from '#api/core/http.ts';
import { MAIL_BYTES } from '#api/inbound/arriving.ts';
import type { Portico } from '#api/portico.ts';
import { findMailbox, listMailboxes } from './queries.ts';
import { AddMailbox, ChangeMailbox } from './schemas.ts';
import { viewMailbox } from './view.ts';

export const mailboxRoutes = ({ mailboxes }: Pick<Portico, 'mailboxes'>) =>
  router()
    .get('/', route('settings.read', 'The addresses that customers write to'), async (c) =>
      c.json({ items: (await listMailboxes(c.var.scope)).map(viewMailbox) }),
    )
    .post(
      '/',
      route('settings.manage', 'Add an address; the secret to bring mails with is told this once'),
      input('json', AddMailbox),
      async (c) => {
        const { id, secret } = await mailboxes.add(c.var.scope, c.req.valid('json'));
        c.set('shownOnce', true);
        return c.json({ ...viewMailbox(await findMailbox(c.var.scope, id)), secret }, 201);
      },
    )
    .get('/:id', route('settings.read', 'One mailbox'), async (c) => {
      const mailbox = await findMailbox(c.var.scope, c.req.param('id'));
      c.header('ETag', `"${mailbox.version}"`);
      return c.json(viewMailbox(mailbox));
    })
    .patch(
      '/:id',
      route('settings.manage', 'Change a mailbox'),
      input('json', ChangeMailbox.omit({ version: true })),
      async (c) => {
        const id = c.req.param('id');
        await mailboxes.change(c.var.scope, id, { ...c.req.valid('json'), version: ifMatch(c) });
        return c.json(viewMailbox(await findMailbox(c.var.scope, id)));
      },
    )
    .put('/:id/secret', route('settings.manage', 'Make another secret, told this once'), async (c) => {
      const secret = await mailboxes.renewSecret(c.var.scope, c.req.param('id'), ifMatch(c));
      c.set('shownOnce', true);
      return c.json({ secret });
    })
    .post('/:id/trials', route('settings.manage', 'Try to sign in to the IMAP server'), async (c) => {
      const error = await mailboxes.tryOut(c.var.scope, c.req.param('id'));
      return c.json({ error });
    });

const wholeMail = bodyLimit({
  maxSize: MAIL_BYTES,
  onError: () => {
    throw tooLarge();
  },
});

/** Before the doors: whoever brings a mail has no session and no token, but the secret of the mailbox. */
export const bringing = ({ mailboxes }: Pick<Portico, 'mailboxes'>, paced: MiddlewareHandler<Env>) =>
  router().post(
    '/:id/mails',
    route('public', 'Bring a mail as it came, signed by the rules of Standard Webhooks'),
    paced,
    wholeMail,
    async (c) => {
      await mailboxes.bring(
        c.req.param('id'),
        c.req.raw.headers,
        async () => new Uint8Array(await c.req.arrayBuffer()),
      );
      return c.body(null, 202);
    },
  );
