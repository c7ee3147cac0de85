import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';

import type { Member } from '#api/core/actor.ts';
import { Scope } from '#api/core/scope.ts';
import { levels, type Level, type Right } from '#db/enums.ts';
import { accounts } from '#db/schema/accounts.ts';
import { requests } from '#db/schema/requests.ts';
import { world, type World } from '#tests/support/world.ts';

/** Whose request it is, as ben of Brightline sees it, and the account that it belongs to. */
const relations = {
  mine: ['acc_brightline', 'per_ben'],
  'a colleague’s': ['acc_brightline', 'per_bea'],
  'a served customer’s': ['acc_dune', 'per_dan'],
  'a served customer’s that is closed to us': ['acc_ember', 'per_emil'],
  'a sub-account’s': ['acc_cobalt', 'per_cleo'],
  'a stranger’s': ['acc_fjord', 'per_freja'],
} as const;
type Relation = keyof typeof relations;

const ACCOUNT: Relation[] = ['mine', 'a colleague’s'];
const SERVED: Relation[] = [...ACCOUNT, 'a served customer’s'];

/** Requests have a person, an owner and an engagement, but no tree. */
const REQUESTS: Record<Level | 'none', Relation[]> = {
  none: [],
  own: ['mine'],
  account: ACCOUNT,
  served: SERVED,
  tree: SERVED,
  // What is everybody's is the house's alone.
  all: SERVED,
};

const ACCOUNTS: Record<Level | 'none', string[]> = {
  none: [],
  own: [],
  account: ['acc_brightline'],
  served: ['acc_brightline', 'acc_dune', 'acc_ember'],
  tree: ['acc_brightline', 'acc_cobalt', 'acc_dune', 'acc_ember'],
  all: ['acc_brightline', 'acc_cobalt', 'acc_dune', 'acc_ember'],
};

let w: World;
beforeAll(async () => {
  w = await world();
  await w.db.direct.update(accounts).set({ parentId: 'acc_brightline' }).where(eq(accounts.id, 'acc_cobalt'));
  const about = { category: 'problem', priority: 'normal', status: 'submitted', locale: 'en' } as const;
  const said = { dueAt: new Date(), lastMessageAt: new Date(), lastSide: 'customer', lastSeq: 1 } as const;
  await w.db.direct.insert(requests).values(
    Object.entries(relations).map(([relation, [accountId, requesterId]], n) => ({
      ...about,
      ...said,
      number: n + 1,
      accountId,
      requesterId,
      subject: relation,
      searchText: relation,
    })),
  );
});

const ben = (right: Right, level: Level | 'none') => {
  const rights = level === 'none' ? {} : { [right]: level };
  return new Scope(w.portico.base, { ...(w.as('ben').actor as Member), rights });
};

describe.each(['none', ...levels] as const)('a right that goes to "%s"', (level) => {
  test('reaches these requests and no others', async () => {
    const found = await ben('requests.read', level).select(requests);

    expect(found.map(({ subject }) => subject).sort()).toEqual([...REQUESTS[level]].sort());
  });

  test('reaches these accounts and no others', async () => {
    const found = await ben('accounts.read', level).select(accounts);

    expect(found.map(({ id }) => id).sort()).toEqual(ACCOUNTS[level]);
  });
});
