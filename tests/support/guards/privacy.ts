import { Readable } from 'node:stream';

import { eq } from 'drizzle-orm';

import { newId } from '#db/ids.ts';
import { memberships, people } from '#db/schema/people.ts';
import { archives, erasures } from '#db/schema/privacy.ts';
import { cast, type World } from '#tests/support/world.ts';
import type { Guards, Thing } from './case.ts';

const HOUR_MS = 3_600_000;
const REASON = 'I have moved to the islands of the quokka';

let many = 0;

/** The wish of somebody who is nobody else. */
async function wish(
  { db }: World,
  change: Partial<typeof erasures.$inferInsert> = {},
  personId?: string,
): Promise<Thing> {
  many += 1;
  const whose = personId ?? `per_quinn${many}`;
  if (!personId) {
    await db.direct
      .insert(people)
      .values({ id: whose, email: `quinn${many}@dune.example`, name: 'Quinn Quokka' });
    await db.direct.insert(memberships).values({
      id: `mem_quinn${many}`,
      personId: whose,
      accountId: 'acc_dune',
      roleId: 'role_customer_member',
    });
  }
  await db.direct.delete(erasures).where(eq(erasures.personId, whose));
  const id = newId('era');
  const dueAt = new Date(Date.now() + HOUR_MS);
  await db.direct.insert(erasures).values({
    id,
    number: many,
    personId: whose,
    channel: 'self',
    state: 'asked',
    reason: REASON,
    dueAt,
    tally: {},
    ...change,
  });
  return { params: { id }, words: [REASON, id] };
}

async function copy({ db, portico }: World): Promise<Thing> {
  const id = newId('arc');
  const bytes = 'a quokka in a box';
  await portico.base.storage.put(id, Readable.from([Buffer.from(bytes)]), { maxBytes: 100 });
  const expiresAt = new Date(Date.now() + HOUR_MS);
  const row = {
    id,
    personId: 'per_dan',
    state: 'ready',
    locale: 'en',
    size: bytes.length,
    expiresAt,
  } as const;
  await db.direct.insert(archives).values(row);
  return { params: { id }, words: [bytes] };
}

/** A person has one wish at a time. */
async function none({ db }: World): Promise<Thing> {
  await db.direct.delete(erasures);
  return {};
}

const others = Object.keys(cast).filter((name) => name !== 'ada');
const everybody = { owner: 'dan', also: ['ada', 'bea'] } as const;
const dan = { owner: 'dan' } as const;
const ada = { owner: 'ada' } as const;

export const privacyGuards: Guards = {
  'GET /profile/archives': [
    { ...dan, thing: async (w) => ({ words: [(await copy(w)).params?.['id'] ?? ''] }), queries: [''] },
  ],
  'POST /profile/archives': [everybody],
  'GET /profile/archives/:id/file': [{ ...dan, thing: copy }],
  'GET /profile/erasure': [{ ...dan, thing: (w) => wish(w, {}, 'per_dan'), queries: [''] }],
  'POST /profile/erasure': [{ ...everybody, thing: none, body: () => ({ reason: REASON }) }],
  'DELETE /profile/erasure/:id': [{ ...dan, thing: (w) => wish(w, {}, 'per_dan'), versioned: true }],
  'GET /privacy/erasures': [{ ...ada, thing: (w) => wish(w), queries: [''] }],
  'POST /privacy/erasures': [{ ...ada, thing: none, body: () => ({ email: 'emil@ember.example' }) }],
  'GET /privacy/erasures/:id': [{ ...ada, thing: (w) => wish(w) }],
  'PUT /privacy/erasures/:id/approval': [{ ...ada, thing: (w) => wish(w), versioned: true }],
  'PUT /privacy/erasures/:id/refusal': [
    { ...ada, thing: (w) => wish(w), body: () => ({ refusal: 'legal_duty' }), versioned: true },
  ],
  'PUT /privacy/erasures/:id/run': [
    {
      ...ada,
      thing: (w) => wish(w, { state: 'approved' }),
      body: () => ({ name: 'Quinn Quokka' }),
      told: Object.fromEntries(others.map((name) => [name, 403])),
      versioned: true,
    },
  ],
  'GET /privacy/retention': [ada],
  'PUT /privacy/retention': [{ ...ada, body: () => ({ mails: 60 }), versioned: true }],
};
