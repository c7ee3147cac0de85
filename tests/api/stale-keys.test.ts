import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';

import { POLICY, type Policy } from '#api/core/http.ts';
import { accounts } from '#db/schema/accounts.ts';
import { memberships, people, sessions } from '#db/schema/people.ts';
import { tell } from '#tests/support/guards/attempt.ts';
import { guards, type Case } from '#tests/support/guards/index.ts';
import { tokenOf } from '#tests/support/guards/tokens.ts';
import { program } from '#tests/support/programs.ts';
import { stateOf } from '#tests/support/state.ts';
import { actorOf, world, type Name, type World } from '#tests/support/world.ts';

/** A busy machine takes its time. */
const PATIENCE_MS = 60_000;

const policies = new Map<string, Policy>(
  (await world()).app.routes.flatMap(({ method, path, handler }) =>
    POLICY in handler
      ? [[`${method} ${path.replace(/^\/api/, '')}`, handler[POLICY] as Policy] as const]
      : [],
  ),
);
type Call = { route: string; method: string; path: string; one: Case };

/** Every operation that not everybody may call, as the one who may. */
const calls = Object.entries(guards).flatMap(([route, guard]): Call[] => {
  const [method = '', path = ''] = route.split(' ');
  const [one] = 'public' in guard || policies.get(route) === 'public' ? [] : guard;
  return one ? [{ route, method, path, one }] : [];
});

type Client = Parameters<typeof tell>[1];
const past = new Date(Date.now() - 1_000);
const spent = async (w: World, name: Name, change: Parameters<typeof tokenOf>[3]) =>
  program(w, (await tokenOf(w, name, actorOf(name).rights, change)).secret);

async function meanwhile(w: World, name: Name, shut: (on: boolean) => PromiseLike<unknown>) {
  const client = w.as(name);
  await client.cookie();
  await shut(true);
  return { client, back: () => shut(false) };
}

/** What opened the door once; the way back afterwards, where more than the key was changed. */
const KEYS: Record<
  string,
  (w: World, name: Name) => Promise<{ client: Client; back?: () => PromiseLike<unknown> }>
> = {
  'a token that has run out': async (w, name) => ({ client: await spent(w, name, { expiresAt: past }) }),
  'a token that was revoked': async (w, name) => ({ client: await spent(w, name, { revokedAt: past }) }),
  'a session that has run out': async (w, name) => {
    const client = w.as(name);
    await client.cookie();
    const expiresAt = Math.floor(Date.now() / 1_000) - 1;
    await w.db.direct
      .update(sessions)
      .set({ expiresAt })
      .where(eq(sessions.userId, `per_${name}`));
    return { client };
  },
  'the session of somebody who is shut out': (w, name) =>
    meanwhile(w, name, (on) =>
      w.db.direct
        .update(people)
        .set({ disabledAt: on ? past : null })
        .where(eq(people.id, `per_${name}`)),
    ),
  'the session of somebody who has left': (w, name) =>
    meanwhile(w, name, (on) =>
      w.db.direct
        .update(memberships)
        .set({ endedAt: on ? past : null })
        .where(eq(memberships.id, `mem_${name}`)),
    ),
  'the session of somebody whose account is closed': (w, name) =>
    meanwhile(w, name, (on) =>
      w.db.direct
        .update(accounts)
        .set({ closedAt: on ? past : null })
        .where(eq(accounts.id, actorOf(name).accountId)),
    ),
};

describe('what opened the door once', () => {
  test('is tried on every operation', () => {
    expect(calls.length).toBeGreaterThan(90);
  });

  test.each(calls)(
    '$route is shut to every stale key of $one.owner, and open to a fresh one',
    { timeout: PATIENCE_MS },
    async (call) => {
      const w = await world();
      await call.one.given?.(w);
      const thing = (await call.one.thing?.(w)) ?? {};
      for (const [key, make] of Object.entries(KEYS)) {
        const { client, back } = await make(w, call.one.owner);
        const before = await stateOf(w);
        const told = await tell(call, client, thing, w);
        const after = await stateOf(w);
        await back?.();
        const changed = Object.keys(after).filter((table) => after[table] !== before[table]);

        expect([key, told.map(({ status }) => status), changed]).toEqual([key, told.map(() => 401), []]);
      }
      const told = await tell(call, w.as(call.one.owner), thing, w);
      expect(told.every(({ status }) => status < 300)).toBe(true);
    },
  );
});
