import { expect, test } from 'vitest';

import { POLICY, type Policy } from '#api/core/http.ts';
import { attempt } from '#tests/support/guards/attempt.ts';
import { guards } from '#tests/support/guards/index.ts';
import { world } from '#tests/support/world.ts';

/** Everybody tries every door; a busy machine takes its time. */
const PATIENCE_MS = 60_000;

const routes = (await world()).app.routes
  .filter(({ method }) => method !== 'ALL')
  .map(({ method, path, handler }) => ({
    route: `${method} ${path.replace(/^\/api/, '')}`,
    policy: POLICY in handler ? (handler[POLICY] as Policy) : undefined,
  }));
const policies = new Map(routes.flatMap(({ route, policy }) => (policy ? [[route, policy] as const] : [])));

test('every route says who may call it, and is tried here', () => {
  const known = [...new Set(routes.map(({ route }) => route))].sort();

  expect([...policies.keys()].sort()).toEqual(known);
  expect(Object.keys(guards).sort()).toEqual(known);
});

test('what everybody may call is listed with a reason', () => {
  const listed = Object.keys(guards).filter((route) => 'public' in (guards[route] ?? {}));
  const open = [...policies.keys()].filter((route) => policies.get(route) === 'public');

  expect(listed.sort()).toEqual(open.sort());
});

const attempts = Object.entries(guards).flatMap(([route, guard]) => {
  const [method = '', path = ''] = route.split(' ');
  const policy = policies.get(route) ?? 'public';
  const cases = 'public' in guard ? (guard.cases ?? []) : guard;
  return cases.map((one, n) => ({ route, n: n + 1, owner: one.owner, call: { method, path, policy, one } }));
});

test.each(attempts)(
  '$route ($n) is for $owner and those named beside, and for nobody else',
  { timeout: PATIENCE_MS },
  async ({ call }) => {
    expect(await attempt(call)).toEqual([]);
  },
);
