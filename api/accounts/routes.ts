import { ifMatch, input, route, router } from '#api/core/http.ts';
import { Paging } from '#api/core/paging.ts';
import { closeAccount, reopenAccount } from './closing.ts';
import { addContact, changeContact, findContact, listContacts } from './contacts.ts';
import { AccountFilter, AddContact, ChangeAccount, ChangeContact, CloseAccount } from './schemas.ts';
import { accountHistory, changeAccount, findAccount, listAccounts } from './service.ts';
import { accountView, contactView, historyView } from './view.ts';

export const accountRoutes = () =>
  router()
    .get(
      '/',
      route('accounts.read', 'The accounts I reach, by name'),
      input('query', AccountFilter),
      async (c) => {
        const { items, ...page } = await listAccounts(c.var.scope, c.req.valid('query'));
        return c.json({ items: items.map(accountView), ...page });
      },
    )
    .get('/:id', route('accounts.read', 'One account and what I may change of it'), async (c) =>
      c.json(accountView(await findAccount(c.var.scope, c.req.param('id')))),
    )
    .patch(
      '/:id',
      route('accounts.edit', 'Change facts of a company'),
      input('json', ChangeAccount),
      async (c) => {
        const id = c.req.param('id');
        await changeAccount(c.var.scope, id, ifMatch(c), c.req.valid('json'));
        return c.json(accountView(await findAccount(c.var.scope, id)));
      },
    )
    .put(
      '/:id/closure',
      route('people.manage', 'Close an account to its people'),
      input('json', CloseAccount),
      async (c) => {
        await closeAccount(c.var.scope, c.req.param('id'), ifMatch(c), c.req.valid('json'));
        return c.body(null, 204);
      },
    )
    .delete('/:id/closure', route('people.manage', 'Open it to them again'), async (c) => {
      await reopenAccount(c.var.scope, c.req.param('id'), ifMatch(c));
      return c.body(null, 204);
    })
    .get('/:id/history', route('accounts.read', 'Who changed what of an account'), async (c) =>
      c.json({ items: (await accountHistory(c.var.scope, c.req.param('id'))).map(historyView) }),
    )
    .get(
      '/:id/contacts',
      route('accounts.read', 'The contacts of an account, by name'),
      input('query', Paging),
      async (c) => {
        const { items, ...page } = await listContacts(c.var.scope, c.req.param('id'), c.req.valid('query'));
        return c.json({ items: items.map(contactView), ...page });
      },
    )
    .post('/:id/contacts', route('accounts.edit', 'Add a contact'), input('json', AddContact), async (c) =>
      c.json(contactView(await addContact(c.var.scope, c.req.param('id'), c.req.valid('json'))), 201),
    );

export const contactRoutes = () =>
  router()
    .get('/:id', route('accounts.read', 'One contact'), async (c) =>
      c.json(contactView((await findContact(c.var.scope, c.req.param('id'))).contact)),
    )
    .patch('/:id', route('accounts.edit', 'Change a contact'), input('json', ChangeContact), async (c) =>
      c.json(
        contactView(await changeContact(c.var.scope, c.req.param('id'), ifMatch(c), c.req.valid('json'))),
      ),
    );
