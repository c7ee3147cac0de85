/* oxlint-disable import/max-dependencies -- it puts something of every kind into its place */
import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';

import { applyRules } from '#api/privacy/retention.ts';
import { rules, type RuleKey } from '#api/privacy/rules.ts';
import { firstId } from '#db/ids.ts';
import { drafts } from '#db/schema/drafts.ts';
import { events, eventValues } from '#db/schema/events.ts';
import { settings } from '#db/schema/jobs.ts';
import { mails } from '#db/schema/mails.ts';
import { downloads, materials } from '#db/schema/materials.ts';
import { devices, invitations } from '#db/schema/people.ts';
import { retentionRuns } from '#db/schema/privacy.ts';
import { attachments, requests } from '#db/schema/requests.ts';
import { json } from '#tests/support/guards/case.ts';
import { importText, rejectsOf } from '#tests/support/imports.ts';
import { fileId, make } from '#tests/support/materials.ts';
import { world, type World } from '#tests/support/world.ts';

const DAY_MS = 86_400_000;
const SECOND_MS = 1_000;
const DAYS = 100;
const at = new Date('2026-01-01T00:00:00Z');

let w: World;
beforeEach(async () => {
  w = await world();
});

const mail = (state: 'sent' | 'queued') => ({
  onceKey: state,
  toAddress: 'dan@dune.example',
  subject: 'S',
  text: 'T',
  html: 'H',
  headers: {},
  messageId: 'm',
  state,
  createdAt: at,
});
const event = async (field: string) => {
  const id = firstId('evt', at);
  const facts = { name: 'person.signed_in', at, audience: 'staff', accountId: 'acc_dune' } as const;
  const about = { subjectType: 'person', subjectId: 'per_dan', actorKind: 'customer', actorId: 'per_dan' };
  await w.db.direct.insert(events).values({ id, ...facts, ...about, data: {} });
  await w.db.direct.insert(eventValues).values({ eventId: id, field, audience: 'staff', after: 'x' });
};

/** By rule: what is there at that moment, and how much of it is left. */
const KINDS: Record<RuleKey, { given: () => Promise<unknown>; left: () => Promise<number> }> = {
  mail_texts: {
    given: () => w.db.direct.insert(mails).values([mail('sent'), mail('queued')]),
    left: async () => (await w.db.reader.$count(mails, eq(mails.text, 'T'))) - 1,
  },
  mails: {
    given: () => w.db.direct.insert(mails).values([mail('sent'), mail('queued')]),
    left: async () => (await w.db.reader.$count(mails)) - 1,
  },
  visits: { given: () => event('device'), left: () => w.db.reader.$count(eventValues) },
  history: { given: () => event('name'), left: () => w.db.reader.$count(eventValues) },
  devices: {
    given: () =>
      w.db.direct
        .insert(devices)
        .values({ id: 'dev_1', personId: 'per_dan', hash: 'h', label: '', ipPrefix: '', seenAt: at }),
    left: () => w.db.reader.$count(devices),
  },
  invitations: {
    given: () => {
      const about = { accountId: 'acc_dune', roleId: 'role_customer_member', invitedBy: 'per_dan' };
      const again = new Date(at.getTime() + DAY_MS);
      return w.db.direct.insert(invitations).values([
        { ...about, email: 'x@y.example', createdAt: at, updatedAt: at },
        { ...about, email: 'sent-again@y.example', createdAt: at, updatedAt: again },
      ]);
    },
    left: async () => (await w.db.reader.$count(invitations)) - 1,
  },
  imports: {
    given: async () => {
      const { id } = await importText(w, 'contacts', 'key,name,account\n1,Quokka,Nowhere\n');
      await w.db.writing.execute({
        sql: 'update imports set created_at = ?, updated_at = ?',
        args: [+at, +at],
      });
      return id;
    },
    left: async () => {
      const { items } = await json<{ items: { id: string; state: string }[] }>(
        w.as('ada').get('/imports'),
        200,
      );
      expect(items[0]?.state).toBe('done');
      return (await rejectsOf(w, items[0]?.id ?? '')).includes('Quokka') ? 1 : 0;
    },
  },
  attachments: {
    given: async () => {
      const question = { subject: 'A', body: 'B', category: 'problem' };
      const files = [await fileId(w, { by: 'dan' })];
      const { id } = await json<{ id: string }>(
        w.as('dan').post('/requests', { ...question, attachments: files }),
      );
      await w.db.direct
        .update(requests)
        .set({ status: 'closed', lastMessageAt: at })
        .where(eq(requests.id, id));
      await w.db.direct.update(attachments).set({ createdAt: at });
    },
    left: () => w.db.reader.$count(attachments),
  },
  drafts: {
    given: () =>
      w.db.direct.insert(drafts).values({
        personId: 'per_dan',
        accountId: 'acc_dune',
        kind: 'request',
        subjectId: 'new',
        fields: { body: 'It hums' },
        attachments: [],
        updatedAt: at,
      }),
    left: () => w.db.reader.$count(drafts),
  },
  downloads: {
    given: async () => {
      const { id } = await make(w);
      await w.db.direct
        .insert(downloads)
        .values({ materialId: id, personId: 'per_bea', accountId: 'acc_brightline', createdAt: at });
      expect(await w.db.reader.$count(materials)).toBe(1);
    },
    left: async () => (await w.db.reader.select().from(downloads)).filter(({ personId }) => personId).length,
  },
};

const keepFor = (key: RuleKey) =>
  w.db.direct.insert(settings).values({
    key: 'retention',
    value: { ...Object.fromEntries(rules.map((one) => [one.key, null])), [key]: DAYS },
  });
const nightAt = (ms: number) => applyRules(w.portico.base, new Date(at.getTime() + DAYS * DAY_MS + ms));

describe('a rule', () => {
  test.each(rules.map(({ key }) => key))(
    'of %s holds to the second, and is recorded in figures',
    async (key) => {
      await KINDS[key].given();
      await keepFor(key);
      const { data } = w.portico.config;

      await nightAt(-SECOND_MS);
      expect(await KINDS[key].left()).toBe(1);
      await w.db.direct.delete(retentionRuns);
      const tally = await nightAt(SECOND_MS);

      expect([data.length > 0, await KINDS[key].left()]).toEqual([true, 0]);
      expect(tally?.[key]).toBeGreaterThan(0);
      expect(await w.db.reader.select().from(retentionRuns)).toMatchObject([{ tally }]);
    },
  );

  test('is not applied twice in one night', async () => {
    expect(await nightAt(0)).toBeDefined();
    expect(await nightAt(SECOND_MS)).toBeUndefined();
    expect(await nightAt(DAY_MS)).toBeDefined();
  });
});

test('days are for who looks after privacy to choose, within what the house needs', async () => {
  const put = (by: 'ada' | 'max', change: object, version = 1) =>
    w.as(by).put('/privacy/retention', change, { 'if-match': `"${version}"` });

  expect((await put('max', { mails: 60 })).status).toBe(403);
  expect((await put('ada', { mails: 29 })).status).toBe(422);
  expect((await put('ada', { visits: null })).status).toBe(422);
  expect((await put('ada', { mails: null })).status).toBe(200);
  expect((await put('ada', { mails: 60 })).status).toBe(412);
  const seen = await json<{ rules: { key: string; days: number | null }[] }>(
    w.as('ada').get('/privacy/retention'),
    200,
  );
  expect(seen.rules.find(({ key }) => key === 'mails')?.days).toBeNull();
});
