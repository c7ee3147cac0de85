import type { Context } from 'hono';

import { ifMatch, input, route, router, type Env } from '#api/core/http.ts';
import { ChangeJoining } from './schemas.ts';
import { changeJoining, joiningOf } from './service.ts';

async function joining(c: Context<Env>) {
  const { version, ...found } = await joiningOf(c.var.scope);
  c.header('ETag', `"${version}"`);
  return c.json({ version, ...found });
}

export const settingsRoutes = router()
  .get('/joining', route('settings.read', 'How people come in, and under which terms'), (c) => joining(c))
  .put(
    '/joining',
    route('settings.manage', 'Say how people come in, and under which terms'),
    input('json', ChangeJoining),
    async (c) => {
      await changeJoining(c.var.scope, ifMatch(c), c.req.valid('json'));
      return joining(c);
    },
  );
