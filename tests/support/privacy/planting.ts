import { eq } from 'drizzle-orm';
import { expect } from 'vitest';

import { hashPassword } from '#api/auth/passwords.ts';
import { applicationMessages, applications } from '#db/schema/applications.ts';
import { passkeys, recoveryCodes, totps } from '#db/schema/factors.ts';
import { archives } from '#db/schema/privacy.ts';
import { passwords, people } from '#db/schema/people.ts';
import { identities, ssoConnections } from '#db/schema/sso.ts';
import { requests } from '#db/schema/requests.ts';
import { contacts } from '#db/schema/accounts.ts';
import { done, json } from '#tests/support/guards/case.ts';
import { tokenOf } from '#tests/support/guards/tokens.ts';
import { importText } from '#tests/support/imports.ts';
import { fileId } from '#tests/support/materials.ts';
import { pumps } from '#tests/support/opportunities.ts';
import type { World } from '#tests/support/world.ts';

/** Words that stand nowhere else: whoever finds one of them has found somebody who should be gone. */
export const marker = {
  first: 'Zebulon',
  name: 'Zebulon Quetzal-O’Hara',
  before: 'Zebulon Wigglesworth',
  email: 'zebulon@wombatry.example',
  phone: '+351 912 777 3141',
  title: 'Master of Numbats',
  subject: 'The axolotl valve leaks',
  phrase: 'it drips on my pangolin',
  bytes: 'echidna-bytes-of-the-file',
  fileName: 'platypus-plan.txt',
  browser: 'Narwhal',
  key: 'My capybara key',
  token: 'The tapir job',
  reason: 'because of the okapi',
  company: 'The kakapo answer',
};
export const words = [
  'Zebulon',
  'Quetzal',
  'Wigglesworth',
  'wombatry',
  '777 3141',
  'Numbats',
  'axolotl',
  'pangolin',
  'echidna',
  'platypus',
  'capybara',
  'tapir',
  'okapi',
  'kakapo',
];

const PASSWORD = 'seven tall sunflowers';

/** Dan becomes somebody who is known everywhere; the neighbours stay who they are. */
export async function plant(w: World): Promise<{ requestId: string }> {
  await becomeSomebody(w);
  await comeIn(w);
  const requestId = await ask(w);
  await beNamedByOthers(w, requestId);
  await beImported(w);
  await tokenOf(w, 'dan', { 'requests.read': 'account' }, { name: marker.token });
  await w.settle();
  return { requestId };
}

async function becomeSomebody(w: World): Promise<void> {
  const { db } = w;
  await db.direct
    .update(people)
    .set({ email: 'old@wombatry.example', name: marker.before })
    .where(eq(people.id, 'per_dan'));
  const now = new Date();
  const hash = await hashPassword(PASSWORD);
  await db.direct.insert(passwords).values({ personId: 'per_dan', hash, changedAt: now });
  await db.direct.insert(recoveryCodes).values({ hash: 'per_dan', personId: 'per_dan' });
  await db.direct.insert(passkeys).values({
    personId: 'per_dan',
    credentialId: 'credential',
    publicKey: 'key',
    counter: 0,
    transports: [],
    label: marker.key,
    synced: false,
  });
  const [connection] = await db.direct
    .insert(ssoConnections)
    .values({
      accountId: 'acc_dune',
      issuer: 'https://id.example',
      clientId: 'portico',
      roleId: 'role_customer_member',
      roleRules: [],
      breakGlass: [],
    })
    .returning();
  await db.direct.insert(identities).values({
    connectionId: connection?.id ?? '',
    issuer: 'https://id.example',
    subject: marker.email,
    personId: 'per_dan',
  });
  const dan = w.as('dan');
  expect((await dan.patch('/profile', 1, { name: marker.name })).status).toBe(200);
  await done(dan.post('/profile/email', { email: marker.email }));
  await w.settle();
  const codes = w.portico.auth.codes;
  const code = await w.system.write((write) =>
    codes.issue(write, { kind: 'email', subjectId: 'per_dan', email: marker.email }),
  );
  await done(w.guest().put('/profile/email', { code }));
  await json(w.as('ada').post('/accounts/acc_dune/contacts', card()));
}

const card = () => ({
  name: marker.name,
  title: marker.title,
  email: marker.email,
  phone: marker.phone,
});

/** With a wrong password, then with the right one, and once more with a link. */
async function comeIn(w: World): Promise<void> {
  const browser = { 'user-agent': 'Firefox/140 Linux' };
  const guest = w.guest();
  await guest.post('/auth/session', { email: marker.email, password: 'wrong' }, browser);
  await done(guest.post('/auth/session', { email: marker.email, password: PASSWORD }, browser));
  await done(guest.post('/auth/reset', { email: marker.email }));
  await w.db.direct.insert(totps).values({ personId: 'per_dan', secret: 'locked', confirmedAt: new Date() });
}

async function ask(w: World): Promise<string> {
  const dan = w.as('dan');
  const attachments = [await fileId(w, { by: 'dan', name: marker.fileName, body: marker.bytes })];
  const question = { subject: marker.subject, body: marker.phrase, category: 'problem', attachments };
  const { id } = await json<{ id: string }>(dan.post('/requests', question, { 'Idempotency-Key': 'k1' }));
  await fileId(w, { by: 'dan', name: marker.fileName, body: marker.bytes });
  const body = `I am ${marker.first}, and ${marker.phrase}`;
  await json(dan.post(`/requests/${id}/messages`, { body }, { 'Idempotency-Key': 'k2' }));
  await w.settle();
  return id;
}

/** The house answers, colleagues and partners write about him. */
async function beNamedByOthers(w: World, requestId: string): Promise<void> {
  const answer = `Dear ${marker.name},\n\nwe call ${marker.phone}.`;
  await json(w.as('abe').post(`/requests/${requestId}/messages`, { body: answer, choice: 'answer' }));
  await json(w.as('abe').post(`/requests/${requestId}/notes`, { body: `${marker.first} is in a hurry` }));
  const hers = { subject: `As ${marker.name} said`, body: `Ask ${marker.email}`, category: 'question' };
  await json(w.as('dora').post('/requests', hers));
  const { id } = await json<{ id: string; version: number }>(
    w.as('bea').post('/opportunities', { ...pumps, title: `Pumps for ${marker.name}` }),
  );
  await json(w.as('bea').post(`/opportunities/${id}/notes`, { body: `Called ${marker.name}` }));
  await w.db.direct.insert(archives).values({
    id: 'arc_0123456789abcdefghijklmno',
    personId: 'per_dan',
    state: 'ready',
    locale: 'en',
    size: marker.bytes.length,
  });
  await w.portico.base.storage.put(
    'arc_0123456789abcdefghijklmno',
    (async function* () {
      yield new TextEncoder().encode(marker.bytes);
    })(),
    { maxBytes: 1_000 },
  );
  const [application] = await w.db.direct
    .insert(applications)
    .values({
      kind: 'customer',
      status: 'approved',
      accountId: 'acc_dune',
      email: marker.email,
      name: marker.name,
      locale: 'en',
      company: 'Dune Labs',
      message: marker.company,
      mailDomain: 'wombatry.example',
      searchText: marker.name.toLowerCase(),
    })
    .returning();
  await w.db.direct.insert(applicationMessages).values({
    applicationId: application?.id ?? '',
    side: 'customer',
    authorId: 'per_dan',
    body: marker.company,
  });
  await w.settle();
}

/** A table in which he stands: one row is taken, one is refused. */
async function beImported(w: World): Promise<void> {
  await w.db.direct.update(contacts).set({ phone: marker.phone }).where(eq(contacts.email, marker.email));
  const rows = [
    'key,name,account,email,phone,title',
    `1,${marker.name},Dune Labs,${marker.email},${marker.phone},${marker.title}`,
    `2,${marker.name},Nowhere,${marker.email},${marker.phone},${marker.title}`,
  ];
  await importText(w, 'contacts', `${rows.join('\n')}\n`, { name: 'people.csv' });
}

/** What must be the same before and after, whoever is erased. */
export async function figuresOf({ db }: World): Promise<unknown> {
  const all = async (query: string) => (await db.reading.execute(query)).rows.map((row) => ({ ...row }));
  return {
    requests: await all(
      'select number, account_id, status, category, priority, requester_id, assignee_id, due_at, last_seq from requests',
    ),
    messages: await all('select request_id, seq, side, author_id from messages'),
    notes: await all('select request_id, seq, author_id from request_notes'),
    opportunities: await all(
      'select account_id, customer_id, owner_id, stage, amount, currency, close_on from opportunities',
    ),
    accounts: await all('select id, name, closed_at from accounts'),
    events: await all(
      "select id, name, at, subject_id, actor_id, data from events where name not like 'erasure.%' order by id",
    ),
    values: await all('select event_id, field, audience from event_values order by event_id, field'),
    memberships: await all('select person_id, account_id, role_id from memberships'),
    imports: await all('select id, kind, state, total, created, refused from imports'),
    articles: await all('select id, status from articles'),
    requestCount: await db.reader.$count(requests),
  };
}
