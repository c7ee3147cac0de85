import type { Context } from 'hono';

import { AddPasskey } from '#api/auth/passkey-schemas.ts';
import type { Auth } from '#api/auth/service.ts';
import { ifMatch, input, route, router, type Env } from '#api/core/http.ts';
import { AskEmail, ChangePassword, ChangeProfile, ShowFirstCode, UseEmail } from './schemas.ts';
import * as security from './security.ts';
import { Self } from './self.ts';
import { askEmail, changeEmail, changeProfile, findProfile } from './service.ts';
import { viewPasskey, viewProfile } from './view.ts';
import * as visits from './visits.ts';

type Use = { auth: Auth; house: { name: string } };

export const profileRoutes = ({ auth, house }: Use) =>
  router()
    .route('/', personRoutes(auth))
    .route('/', factorRoutes(auth, house))
    .route('/', passkeyRoutes(auth))
    .route('/', visitRoutes(auth));

const self = (auth: Auth, c: Context<Env>) => new Self(auth, c.var);

const withCookie = (c: Context<Env>, cookie: string) => {
  c.header('Set-Cookie', cookie, { append: true });
  return c.body(null, 204);
};

const personRoutes = (auth: Auth) =>
  router()
    .get('/', route('in_person', 'My name, address and settings'), async (c) =>
      c.json(viewProfile(await findProfile(self(auth, c)))),
    )
    .patch('/', route('in_person', 'Change them'), input('json', ChangeProfile), async (c) =>
      c.json(viewProfile(await changeProfile(self(auth, c), ifMatch(c), c.req.valid('json')))),
    )
    .post('/email', route('in_person', 'Ask for another address'), input('json', AskEmail), async (c) => {
      await askEmail(self(auth, c), c.req.valid('json').email);
      return c.body(null, 202);
    })
    .put(
      '/email',
      route('public', 'Prove a new address with the code of a link'),
      input('json', UseEmail),
      async (c) => {
        await changeEmail(auth, c.var.scope, c.req.valid('json').code);
        return c.body(null, 204);
      },
    )
    .put(
      '/password',
      route('in_person', 'Choose another password'),
      input('json', ChangePassword),
      async (c) => withCookie(c, await security.changePassword(self(auth, c), c.req.valid('json').password)),
    )
    .delete('/password', route('in_person', 'Do without a password'), async (c) => {
      await security.removePassword(self(auth, c));
      return c.body(null, 204);
    });

const factorRoutes = (auth: Auth, house: { name: string }) =>
  router()
    .get('/factors', route('in_person', 'What I can sign in with'), async (c) => {
      const { passkeys, ...ways } = await security.waysIn(self(auth, c));
      return c.json({ ...ways, passkeys: passkeys.map(viewPasskey) });
    })
    .post('/totp', route('in_person', 'Begin with an authenticator app'), async (c) => {
      const me = self(auth, c);
      await security.beginTotp(me);
      c.set('shownOnce', true);
      return c.json(await security.waitingTotp(me, house.name), 201);
    })
    .put(
      '/totp',
      route('in_person', 'Switch it on with its first code'),
      input('json', ShowFirstCode),
      async (c) => {
        const { codes, cookie } = await security.confirmTotp(self(auth, c), c.req.valid('json').code);
        c.header('Set-Cookie', cookie, { append: true });
        return c.json({ recoveryCodes: codes });
      },
    )
    .delete('/totp', route('in_person', 'Switch it off'), async (c) =>
      withCookie(c, await security.removeTotp(self(auth, c))),
    )
    .post('/recovery-codes', route('in_person', 'Take new recovery codes'), async (c) => {
      const recoveryCodes = await security.renewCodes(self(auth, c));
      c.set('shownOnce', true);
      return c.json({ recoveryCodes }, 201);
    });

const passkeyRoutes = (auth: Auth) =>
  router()
    .post('/passkeys/challenge', route('in_person', 'What a new passkey must sign'), async (c) =>
      c.json(await security.passkeyOptions(self(auth, c))),
    )
    .post('/passkeys', route('in_person', 'Add a passkey'), input('json', AddPasskey), async (c) =>
      c.json(viewPasskey(await security.addPasskey(self(auth, c), c.req.valid('json'))), 201),
    )
    .delete('/passkeys/:id', route('in_person', 'Remove a passkey'), async (c) => {
      await security.removePasskey(self(auth, c), c.req.param('id'));
      return c.body(null, 204);
    });

const visitRoutes = (auth: Auth) =>
  router()
    .get('/sessions', route('in_person', 'Where I am signed in'), async (c) =>
      c.json({ items: await visits.listSessions(self(auth, c)) }),
    )
    .delete('/sessions', route('in_person', 'Sign out everywhere else'), async (c) => {
      await visits.endOtherSessions(self(auth, c));
      return c.body(null, 204);
    })
    .delete('/sessions/:id', route('in_person', 'Sign out there'), async (c) => {
      await visits.endSession(self(auth, c), c.req.param('id'));
      return c.body(null, 204);
    })
    .get('/devices', route('in_person', 'The browsers I have signed in with'), async (c) =>
      c.json({ items: await visits.listDevices(self(auth, c)) }),
    )
    .delete('/devices/:id', route('in_person', 'Forget one of them'), async (c) => {
      await visits.forgetDevice(self(auth, c), c.req.param('id'));
      return c.body(null, 204);
    })
    .get('/sign-ins', route('in_person', 'Who has come in as me, or tried to'), async (c) =>
      c.json({ items: await visits.listSignIns(self(auth, c)) }),
    );
