import { eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';

import { createApp } from '#api/app.ts';
import { relock } from '#api/auth/relocking.ts';
import { readConfig } from '#api/core/config.ts';
import { openLog } from '#api/core/log.ts';
import { Secrets } from '#api/core/secrets.ts';
import { openPortico } from '#api/portico.ts';
import { totps } from '#db/schema/factors.ts';
import { codeAt, setUpApp } from '../support/authenticator-app.ts';
import { browser, givePassword, told } from '../support/browsers.ts';
import { world, type World } from '../support/world.ts';

const [FIRST, SECOND, OTHER] = ['a', 'b', 'c'].map((letter) => letter.repeat(40)) as [string, string, string];

let w: World;
let app: string;
beforeEach(async () => {
  w = await world({ PORTICO_SECRET: FIRST });
  await givePassword(w, 'bea');
  const bea = browser(w);
  await bea.signIn('bea');
  app = (await setUpApp(bea)).secret;
});

/** The same database, started with other secrets. */
async function started(secret: string, former = ''): Promise<World> {
  const config = readConfig({
    NODE_ENV: 'test',
    PORTICO_DATA: w.portico.config.data,
    PORTICO_SECRET: secret,
    PORTICO_FORMER_SECRET: former,
  });
  const portico = await openPortico(config, w.db, openLog('silent'));
  return { ...w, portico, app: createApp(portico) };
}

/** As if no code had been shown yet: one counts once. */
async function signIn(at: World): Promise<string> {
  const one = browser(at);
  await one.signIn('bea');
  await w.db.direct.update(totps).set({ lastStep: 0 });
  return told(one.post('/auth/session/code', { code: codeAt(app, Date.now()) }));
}

const kept = async () =>
  (await w.db.reader.select().from(totps).where(eq(totps.personId, 'per_bea')))[0]?.secret ?? '';

test('another secret opens nothing that the one before has locked', async () => {
  expect(await signIn(await started(SECOND))).toBe('401 auth.wrong_code');
  expect(await signIn(await started(FIRST))).toBe('204');
});

test('with the one before beside it everything goes on, and once locked anew without it', async () => {
  const both = await started(SECOND, FIRST);
  expect(await signIn(both)).toBe('204');
  expect(await signIn(await started(SECOND))).toBe('401 auth.wrong_code');

  expect(await relock(w.db, both.portico.auth.secrets)).toBe(1);
  expect(await relock(w.db, both.portico.auth.secrets)).toBe(0);
  expect(await signIn(await started(SECOND))).toBe('204');
  expect(await signIn(await started(FIRST))).toBe('401 auth.wrong_code');
});

test('what neither opens stays as it is', async () => {
  const before = await kept();

  expect(await relock(w.db, new Secrets(SECOND, OTHER))).toBe(0);
  expect(await kept()).toBe(before);
});
