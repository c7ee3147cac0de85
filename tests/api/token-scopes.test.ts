import { expect, test } from 'vitest';

import type { Policy } from '#api/core/http.ts';
import { describeApi, operationsOf } from '#api/openapi.ts';
import type { Right } from '#db/enums.ts';
import { tell } from '#tests/support/guards/attempt.ts';
import { guards, type Case } from '#tests/support/guards/index.ts';
import { tokenOf } from '#tests/support/guards/tokens.ts';
import { program } from '#tests/support/programs.ts';
import { stateOf } from '#tests/support/state.ts';
import { actorOf, world } from '#tests/support/world.ts';

const PATIENCE_MS = 60_000;

const { app } = await world();
const description = await describeApi(app);

type Call = { route: string; method: string; path: string; policy: Policy; one: Case };

/** Every operation that the description names and not everybody may call, with the story of who may. */
const calls = operationsOf(app, description).flatMap(({ method, path, policy = 'public' }): Call[] => {
  const address = path.replace(/^\/api/, '').replaceAll(/\{(\w+)\}/g, ':$1');
  const route = `${method} ${address}`;
  const guard = guards[route];
  const [one] = guard && !('public' in guard) ? guard : [];
  return one ? [{ route, method, path: address, policy, one }] : [];
});
const isRight = ({ policy }: Call) => policy.includes('.');

test('the description says of every operation what it needs', () => {
  const told = Object.values(description.paths ?? {}).flatMap((item) =>
    Object.values(item ?? {}).map((operation) => (operation as { security?: unknown }).security),
  );
  const tried = calls.map(({ policy }) => policy);

  expect(description.components?.securitySchemes).toMatchObject({
    cookie: { type: 'apiKey', in: 'cookie', name: 'portico' },
    bearer: { type: 'http', scheme: 'bearer' },
  });
  expect(told.filter((security) => security === undefined)).toEqual([]);
  expect(new Set(told.map((security) => JSON.stringify(security)))).toEqual(
    new Set(['[]', ...tried.map((policy) => JSON.stringify(expectedOf(policy)))]),
  );
  expect(calls.length).toBeGreaterThan(90);
});

const expectedOf = (policy: Policy) =>
  policy === 'in_person'
    ? [{ cookie: [] }]
    : [{ cookie: [] }, { bearer: policy === 'signed_in' ? [] : [policy] }];

async function staged({ one }: Call) {
  const w = await world();
  await one.given?.(w);
  return { w, thing: (await one.thing?.(w)) ?? {} };
}

test.each(calls.filter(isRight))(
  '$route is closed to a token without $policy, and open to one with it',
  { timeout: PATIENCE_MS },
  async (call) => {
    const { w, thing } = await staged(call);
    const { rights } = actorOf(call.one.owner);
    const { [call.policy as Right]: _needed, ...others } = rights;
    const poor = await tokenOf(w, call.one.owner, others);
    const rich = await tokenOf(w, call.one.owner, rights);
    const before = await stateOf(w);
    const told = await tell(call, program(w, poor.secret), thing, w);

    expect(new Set(told.map(({ status }) => status))).toEqual(new Set([403]));
    expect(await stateOf(w)).toEqual(before);
    const open = await tell(call, program(w, rich.secret), thing, w);
    expect(open.filter(({ status }) => status >= 300)).toEqual([]);
  },
);

test.each(calls.filter(({ policy }) => policy === 'signed_in'))(
  '$route needs no scope of its own',
  { timeout: PATIENCE_MS },
  async (call) => {
    const { w, thing } = await staged(call);
    const { secret } = await tokenOf(w, call.one.owner);

    const told = await tell(call, program(w, secret), thing, w);
    expect(told.filter(({ status }) => status >= 300)).toEqual([]);
  },
);

test.each(calls.filter(({ policy }) => policy === 'in_person'))(
  '$route takes a person: no token will do',
  { timeout: PATIENCE_MS },
  async (call) => {
    const { w, thing } = await staged(call);
    const { secret } = await tokenOf(w, call.one.owner);
    const before = await stateOf(w);
    const told = await tell(call, program(w, secret), thing, w);

    expect(told.map(({ status, text }) => [status, text])).toEqual(
      told.map(() => [403, '{"code":"tokens.not_for_programs","fields":{}}']),
    );
    expect(await stateOf(w)).toEqual(before);
  },
);
