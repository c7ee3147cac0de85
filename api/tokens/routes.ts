import type { Auth } from '#api/auth/service.ts';
import { input, route, router } from '#api/core/http.ts';
import { Self } from '#api/profile/self.ts';
import { CreateToken, ListTokens } from './schemas.ts';
import { createToken, listTokens, revokeToken } from './service.ts';
import { viewToken } from './view.ts';

export const tokenRoutes = (auth: Auth) =>
  router()
    .get(
      '/',
      route('in_person', 'My tokens, and those of the account to who looks after its people'),
      input('query', ListTokens),
      async (c) => {
        const page = await listTokens(c.var.scope, c.req.valid('query'));
        return c.json({ ...page, items: page.items.map(viewToken) });
      },
    )
    .post(
      '/',
      route('in_person', 'Make a token; its secret is told this once'),
      input('json', CreateToken),
      async (c) => {
        const { secret, ...token } = await createToken(new Self(auth, c.var), c.req.valid('json'));
        c.set('shownOnce', true);
        return c.json({ ...viewToken(token), secret }, 201);
      },
    )
    .delete('/:id', route('in_person', 'Revoke a token'), async (c) => {
      await revokeToken(c.var.scope, c.req.param('id'));
      return c.body(null, 204);
    });
