import type { Context } from 'hono';

import type { Auth } from '#api/auth/service.ts';
import { input, route, router, type Env } from '#api/core/http.ts';
import { Self } from '#api/profile/self.ts';
import { BeginViewing } from './schemas.ts';
import { beginViewing, endViewing } from './service.ts';

const self = (auth: Auth, c: Context<Env>) => new Self(auth, c.var);

export const viewingRoutes = (auth: Auth) =>
  router()
    .get('/', route('in_person', 'Through whose eyes I look'), (c) => {
      const { viewing } = c.var;
      if (!viewing) return c.json(null);
      const { viewer: _me, ...seen } = viewing;
      return c.json(seen);
    })
    .post(
      '/',
      route('in_person', 'Look through somebody’s eyes for half an hour'),
      input('json', BeginViewing),
      async (c) => {
        const cookie = await beginViewing(c.var.scope, self(auth, c), c.req.valid('json'));
        c.header('Set-Cookie', cookie, { append: true });
        return c.body(null, 204);
      },
    )
    .delete('/', route('in_person', 'Look with my own eyes again'), async (c) => {
      const cookie = await endViewing(c.var.scope, self(auth, c), c.var.viewing);
      c.header('Set-Cookie', cookie, { append: true });
      return c.body(null, 204);
    });
