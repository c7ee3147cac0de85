import { expect, test } from 'vitest';

import { guards } from '#tests/support/guards/index.ts';
import { stateOf } from '#tests/support/state.ts';
import { world } from '#tests/support/world.ts';

const PATIENCE_MS = 60_000;

/** Every relation and every state of ours, of somebody else, or further than anybody may go by himself. */
const SIDE_KEYS = {
  id: 'acc_fjord',
  accountId: 'acc_fjord',
  parentId: 'acc_fjord',
  partnerId: 'acc_fjord',
  customerId: 'acc_fjord',
  ownerId: 'per_freja',
  personId: 'per_freja',
  requesterId: 'per_freja',
  authorId: 'per_freja',
  assigneeId: 'per_freja',
  uploadedBy: 'per_freja',
  invitedBy: 'per_freja',
  siteId: 'site_fjord',
  requestId: 'req_fjord',
  messageId: 'msg_fjord',
  links: [{ id: 'acc_fjord' }],
  number: 777_777,
  version: 777_777,
  status: 'closed',
  kind: 'house',
  role: 'admin',
  rights: { 'mail.read': 'all' },
  createdAt: '1999-01-01T00:00:00.000Z',
};
const MARKS = /acc_fjord|per_freja|site_fjord|req_fjord|msg_fjord|777777|mail\.read|915148800000/g;

const writing = Object.entries(guards).flatMap(([route, guard]) =>
  'public' in guard ? [] : guard.filter(({ body }) => body).map((one, n) => ({ route, n: n + 1, one })),
);

test.each(writing)(
  '$route ($n) takes nothing beside what it asks for',
  { timeout: PATIENCE_MS },
  async ({ route, one }) => {
    const w = await world();
    await one.given?.(w);
    const thing = (await one.thing?.(w)) ?? {};
    const body = one.body?.(thing, w);
    if (body instanceof FormData) return;
    const [method = '', path = ''] = route.split(' ');
    const marks = async () => JSON.stringify(await stateOf(w)).match(MARKS)?.length;
    const before = await marks();

    const sideways = Object.fromEntries(
      Object.entries(SIDE_KEYS).filter(([key]) => !(key in (body as object))),
    );
    const headers: Record<string, string> = one.versioned ? { 'if-match': `"${thing.version ?? 1}"` } : {};
    const answer = await w.as(one.owner).send(
      path.replaceAll(/:(\w+)/g, (_, name: string) => thing.params?.[name] ?? ''),
      { method, body: { ...(body as object), ...sideways }, headers },
    );
    expect(answer.status).toBeLessThan(500);
    expect(await marks()).toBe(before);
  },
);
