import type { Context } from 'hono';
import type { User } from 'lucia';

import type { Auth } from '#api/auth/service.ts';
import { ifMatch, input, route, router, type Env } from '#api/core/http.ts';
import { Self } from '#api/profile/self.ts';
import { addDomain, checkDomain, findDomain, removeDomain, vouchForDomain } from './domains.ts';
import { AddDomain, CreateConnection, EditConnection, ListSso, NameBreakGlass } from './schemas.ts';
import {
  createConnection,
  editConnection,
  enforce,
  findConnection,
  findSetting,
  nameBreakGlass,
  relax,
  removeConnection,
  type Keeper,
} from './service.ts';
import type { Sso } from './sso.ts';
import { viewConnection, viewDomain } from './view.ts';

type Use = { auth: Auth; sso: Sso };

export const ssoRoutes = (use: Use) =>
  router()
    .get(
      '/',
      route('sso.read', 'How the people of an account sign in through their company'),
      input('query', ListSso),
      async (c) => {
        const { account = (c.var.user as User).account.id } = c.req.valid('query');
        const { connection, domains } = await findSetting(c.var.scope, account);
        return c.json({
          redirectUri: use.sso.redirectUri,
          connection: connection ? viewConnection(connection) : null,
          domains: domains.map(viewDomain),
        });
      },
    )
    .route('/connections', connectionRoutes(use))
    .route('/domains', domainRoutes(use));

const keeper = ({ auth, sso }: Use, c: Context<Env>): Keeper => ({
  self: new Self(auth, c.var),
  scope: c.var.scope,
  sso,
});

async function shown(c: Context<Env>, id: string) {
  const connection = await findConnection(c.var.scope, id);
  c.header('ETag', `"${connection.version}"`);
  return c.json(viewConnection(connection));
}

const connectionRoutes = (use: Use) =>
  router()
    .post(
      '/',
      route('in_person', 'Connect an account to its provider'),
      input('json', CreateConnection),
      async (c) => c.json(viewConnection(await createConnection(keeper(use, c), c.req.valid('json'))), 201),
    )
    .get('/:id', route('sso.read', 'A connection'), (c) => shown(c, c.req.param('id')))
    .patch('/:id', route('in_person', 'Change a connection'), input('json', EditConnection), async (c) => {
      await editConnection(keeper(use, c), c.req.param('id'), ifMatch(c), c.req.valid('json'));
      return shown(c, c.req.param('id'));
    })
    .delete('/:id', route('in_person', 'Do without the provider'), async (c) => {
      await removeConnection(keeper(use, c), c.req.param('id'), ifMatch(c));
      return c.body(null, 204);
    })
    .put('/:id/enforcement', route('in_person', 'Make the provider the only way in'), async (c) => {
      await enforce(keeper(use, c), c.req.param('id'), ifMatch(c));
      return shown(c, c.req.param('id'));
    })
    .delete('/:id/enforcement', route('in_person', 'Open the other ways in again'), async (c) => {
      await relax(keeper(use, c), c.req.param('id'), ifMatch(c));
      return shown(c, c.req.param('id'));
    })
    .put(
      '/:id/break-glass',
      route('in_person', 'Say who comes in should the provider fail'),
      input('json', NameBreakGlass),
      async (c) => {
        await nameBreakGlass(keeper(use, c), c.req.param('id'), ifMatch(c), c.req.valid('json'));
        return shown(c, c.req.param('id'));
      },
    );

const domainRoutes = (use: Use) =>
  router()
    .post(
      '/',
      route('in_person', 'Say that a domain is the account’s'),
      input('json', AddDomain),
      async (c) => c.json(viewDomain(await addDomain(keeper(use, c), c.req.valid('json'))), 201),
    )
    .put('/:id/verification', route('in_person', 'Look for the record that shows it'), async (c) => {
      await checkDomain(keeper(use, c), c.req.param('id'));
      return c.json(viewDomain(await findDomain(c.var.scope, c.req.param('id'))));
    })
    .put('/:id/vouching', route('in_person', 'The house says that it is so'), async (c) => {
      await vouchForDomain(keeper(use, c), c.req.param('id'));
      return c.json(viewDomain(await findDomain(c.var.scope, c.req.param('id'))));
    })
    .delete('/:id', route('in_person', 'Take a domain away'), async (c) => {
      await removeDomain(keeper(use, c), c.req.param('id'), ifMatch(c));
      return c.body(null, 204);
    });
