import type { Context } from 'hono';
import type { User } from 'lucia';

import type { Member } from '#api/core/actor.ts';
import { input, route, router, type Env } from '#api/core/http.ts';
import { AskReset, JoinAs, ResetPassword, SignIn, SwitchAccount } from './schemas.ts';
import type { Auth } from './service.ts';

export const authRoutes = (auth: Auth) => {
  const withCookie = (c: Context<Env>, cookie: string) => {
    c.header('Set-Cookie', cookie, { append: true });
    return c.body(null, 204);
  };

  return router()
    .post('/session', route('public', 'Sign in'), input('json', SignIn), async (c) =>
      withCookie(c, await auth.signIn(c.req.valid('json'), c.var.address)),
    )
    .get('/session', route('signed_in', 'Who I am'), (c) => {
      const { person, account, accounts } = c.var.user as User;
      return c.json({ id: person.id, name: person.name, email: person.email, account, accounts });
    })
    .delete('/session', route('signed_in', 'Sign out'), async (c) =>
      withCookie(c, await auth.signOut(c.var.scope, c.var.sessionId ?? '')),
    )
    .put(
      '/session/account',
      route('signed_in', 'Act for another of my accounts'),
      input('json', SwitchAccount),
      async (c) => {
        const { accountId } = c.req.valid('json');
        return withCookie(
          c,
          await auth.switchAccount(c.var.scope.actor as Member, c.var.sessionId ?? '', accountId),
        );
      },
    )
    .post(
      '/reset',
      route('public', 'Ask for a link to choose a new password'),
      input('json', AskReset),
      async (c) => {
        await auth.askReset(c.req.valid('json').email, c.var.address);
        return c.body(null, 202);
      },
    )
    .put(
      '/password',
      route('public', 'Choose a new password with the code of a link'),
      input('json', ResetPassword),
      async (c) => {
        await auth.resetPassword(c.req.valid('json'));
        return c.body(null, 204);
      },
    )
    .post('/membership', route('public', 'Accept an invitation'), input('json', JoinAs), async (c) =>
      withCookie(c, await auth.join(c.req.valid('json'))),
    );
};
