import type { Context } from 'hono';

import type { Auth } from '#api/auth/service.ts';
import { ifMatch, input, route, router, type Env } from '#api/core/http.ts';
import { Self } from '#api/profile/self.ts';
import { askArchive, fetchArchive, listArchives } from './archives.ts';
import type { Privacy } from './privacy.ts';
import { changeRules } from './retention.ts';
import {
  AskErasure,
  ChangeRules,
  EnterErasure,
  ErasureFilter,
  RefuseErasure,
  RunErasure,
} from './schemas.ts';
import * as service from './service.ts';
import { viewArchive, viewErasure, viewOwnErasure, viewRetention } from './view.ts';

/** What everybody may do about his own data. */
export const ownPrivacyRoutes = (auth: Auth) => {
  const self = (c: Context<Env>) => new Self(auth, c.var);
  return router()
    .get('/archives', route('in_person', 'The copies of my data that I have asked for'), async (c) =>
      c.json({ items: (await listArchives(self(c))).map(viewArchive) }),
    )
    .post('/archives', route('in_person', 'Ask for a copy of all that is held about me'), async (c) =>
      c.json(await askArchive(self(c)), 202),
    )
    .get('/archives/:id/file', route('in_person', 'Download a copy, while it is there'), (c) =>
      fetchArchive(self(c), c.req.param('id'), c.req.raw),
    )
    .get(
      '/erasure',
      route('in_person', 'Whether I have asked to be erased, and what became of it'),
      async (c) => {
        const newest = await service.ownErasure(self(c));
        return c.json({ erasure: newest ? viewOwnErasure(newest) : null });
      },
    )
    .post('/erasure', route('in_person', 'Ask to be erased'), input('json', AskErasure), async (c) => {
      await service.askErasure(self(c), c.req.valid('json'));
      return c.body(null, 202);
    })
    .delete('/erasure/:id', route('in_person', 'Take the wish back'), async (c) => {
      await service.withdrawErasure(self(c), c.req.param('id'), ifMatch(c));
      return c.body(null, 204);
    });
};

/** What the house does about it. */
export const privacyRoutes = (privacy: Privacy) =>
  router().route('/erasures', erasureRoutes(privacy)).route('/retention', retentionRoutes(privacy));

async function erasure(privacy: Privacy, c: Context<Env>, id: string) {
  const found = await service.findErasure(c.var.scope, id);
  const plan = await privacy.plan(c.var.scope, found);
  c.header('ETag', `"${found.version}"`);
  return c.json({ ...viewErasure(found), plan: plan ?? null });
}

const erasureRoutes = (privacy: Privacy) =>
  router()
    .get(
      '/',
      route('privacy.read', 'Who has asked to be erased, and by when the law wants an answer'),
      input('query', ErasureFilter),
      async (c) => {
        const { items, ...page } = await service.listErasures(c.var.scope, c.req.valid('query'));
        return c.json({ ...page, items: items.map(viewErasure) });
      },
    )
    .post(
      '/',
      route('privacy.manage', 'Enter what somebody has asked in a letter'),
      input('json', EnterErasure),
      async (c) => c.json(await service.enterErasure(c.var.scope, c.req.valid('json')), 201),
    )
    .get('/:id', route('privacy.read', 'One of them, with what an erasure would do'), (c) =>
      erasure(privacy, c, c.req.param('id')),
    )
    .put('/:id/approval', route('privacy.manage', 'Approve the plan'), async (c) => {
      await service.approveErasure(c.var.scope, c.req.param('id'), ifMatch(c));
      return erasure(privacy, c, c.req.param('id'));
    })
    .put(
      '/:id/refusal',
      route('privacy.manage', 'Refuse, for a reason that the law knows'),
      input('json', RefuseErasure),
      async (c) => {
        await service.refuseErasure(c.var.scope, c.req.param('id'), ifMatch(c), c.req.valid('json'));
        return erasure(privacy, c, c.req.param('id'));
      },
    )
    .put(
      '/:id/run',
      route('in_person', 'Erase, for the house; the name must be given, and a proof be fresh'),
      input('json', RunErasure),
      async (c) => {
        const running = { version: ifMatch(c), session: c.var.session, ...c.req.valid('json') };
        await privacy.run(c.var.scope, c.req.param('id'), running);
        return c.body(null, 202);
      },
    );

async function retention(privacy: Privacy, c: Context<Env>) {
  const found = viewRetention(await privacy.retention(c.var.scope));
  c.header('ETag', `"${found.version}"`);
  return c.json(found);
}

const retentionRoutes = (privacy: Privacy) =>
  router()
    .get('/', route('privacy.read', 'How long what is kept, and what the next night throws away'), (c) =>
      retention(privacy, c),
    )
    .put('/', route('privacy.manage', 'Say how long'), input('json', ChangeRules), async (c) => {
      await changeRules(c.var.scope, ifMatch(c), c.req.valid('json'));
      return retention(privacy, c);
    });
