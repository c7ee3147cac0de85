import type { Context } from 'hono';
import type { Session, User } from 'lucia';

import type { Member } from '#api/core/actor.ts';
import { input, route, router, type Env } from '#api/core/http.ts';
import type { Entered } from './entering.ts';
import { ShowPasskey } from './passkey-schemas.ts';
import {
  AskLink,
  AskReset,
  JoinAs,
  Prove,
  ResetPassword,
  ShowCode,
  SignIn,
  SwitchAccount,
  UseLink,
} from './schemas.ts';
import type { Auth } from './service.ts';

export const authRoutes = (auth: Auth) =>
  router().route('/', entryRoutes(auth)).route('/', sessionRoutes(auth)).route('/', linkRoutes(auth));

const withCookies = (c: Context<Env>, cookies: string[]) => {
  for (const cookie of cookies) c.header('Set-Cookie', cookie, { append: true });
  return c.body(null, 204);
};

/** 202 says that the second factor is still to come. */
const entered = (c: Context<Env>, { state, cookies }: Entered) => {
  withCookies(c, cookies);
  return state === 'in' ? c.body(null, 204) : c.json({ next: 'code' }, 202);
};

const entryRoutes = (auth: Auth) =>
  router()
    .post('/session', route('public', 'Sign in'), input('json', SignIn), async (c) =>
      entered(c, await auth.entering.withPassword(c.req.valid('json'), c.var.visit)),
    )
    .post(
      '/session/code',
      route('public', 'Show the second factor of a sign-in'),
      input('json', ShowCode),
      async (c) => entered(c, await auth.entering.withCode(c.req.valid('json'), c.var.visit)),
    )
    .post(
      '/session/link',
      route('public', 'Sign in with the code of a link'),
      input('json', UseLink),
      async (c) => entered(c, await auth.entering.withLink(c.req.valid('json').code, c.var.visit)),
    )
    .post(
      '/challenge',
      route('public', 'What a passkey must sign to sign in or to show once more who I am'),
      async (c) => {
        await auth.limits.take('challenge-address', c.var.address);
        return c.json(await auth.passkeys.toSignIn());
      },
    )
    .post(
      '/session/passkey',
      route('public', 'Sign in with a passkey'),
      input('json', ShowPasskey),
      async (c) => entered(c, await auth.entering.withPasskey(c.req.valid('json').credential, c.var.visit)),
    );

const sessionRoutes = (auth: Auth) =>
  router()
    .get('/session', route('signed_in', 'Who I am'), (c) => {
      const { person, account, accounts } = c.var.user as User;
      return c.json({ id: person.id, name: person.name, email: person.email, account, accounts });
    })
    .delete('/session', route('in_person', 'Sign out'), async (c) =>
      withCookies(c, [await auth.signOut(c.var.scope, c.var.session?.id ?? '', c.var.viewing)]),
    )
    .put(
      '/session/account',
      route('in_person', 'Act for another of my accounts'),
      input('json', SwitchAccount),
      async (c) => {
        const { accountId } = c.req.valid('json');
        const session = c.var.session as Session;
        return withCookies(c, [await auth.switchAccount(c.var.scope.actor as Member, session, accountId)]);
      },
    )
    .post(
      '/session/proof',
      route('in_person', 'Show once more who I am'),
      input('json', Prove),
      async (c) => {
        const actor = c.var.scope.actor as Member;
        return withCookies(c, [
          await auth.proving.with(c.req.valid('json'), actor, c.var.session as Session),
        ]);
      },
    )
    .post(
      '/session/proof/passkey',
      route('in_person', 'Show once more who I am, with a passkey'),
      input('json', ShowPasskey),
      async (c) => {
        const actor = c.var.scope.actor as Member;
        const { credential } = c.req.valid('json');
        return withCookies(c, [await auth.proving.withPasskey(credential, actor, c.var.session as Session)]);
      },
    );

const linkRoutes = (auth: Auth) =>
  router()
    .post('/link', route('public', 'Ask for a link that signs in'), input('json', AskLink), async (c) => {
      await auth.askLink(c.req.valid('json').email, c.var.visit);
      return c.body(null, 202);
    })
    .post(
      '/reset',
      route('public', 'Ask for a link to choose a new password'),
      input('json', AskReset),
      async (c) => {
        await auth.askReset(c.req.valid('json').email, c.var.visit);
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
      withCookies(c, await auth.join(c.req.valid('json'), c.var.visit)),
    );
