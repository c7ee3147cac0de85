import { eq } from 'drizzle-orm';

import { hashPassword } from '#api/auth/passwords.ts';
import { newId } from '#db/ids.ts';
import { passkeys, totps } from '#db/schema/factors.ts';
import { devices, passwords, people, sessions } from '#db/schema/people.ts';
import { codeAt } from '#tests/support/authenticator-app.ts';
import { authenticator } from '#tests/support/authenticator.ts';
import type { World } from '#tests/support/world.ts';
import type { Guards, Thing } from './case.ts';

const everybody = { owner: 'dan', also: ['ada', 'bea'] } as const;
const dan = { owner: 'dan' } as const;

async function session({ db }: World): Promise<Thing> {
  const handle = newId('ses');
  const at = new Date(Date.now() - 1_000);
  const row = { id: handle, handle, userId: 'per_dan', membershipId: 'mem_dan', seenAt: at, provenAt: at };
  const expiresAt = Math.floor(Date.now() / 1_000) + 600;
  await db.direct.insert(sessions).values({ ...row, label: 'Lynx, Haiku', expiresAt });
  return { params: { id: handle }, words: [handle, 'Lynx, Haiku'] };
}

async function device({ db }: World): Promise<Thing> {
  const id = newId('dev');
  const row = { id, personId: 'per_dan', hash: id, label: 'Lynx, Haiku', ipPrefix: '', seenAt: new Date() };
  await db.direct.insert(devices).values(row);
  return { params: { id }, words: [id, 'Lynx, Haiku'] };
}

async function passkey({ db }: World): Promise<Thing> {
  const id = newId('pky');
  const key = { publicKey: '', counter: 0, transports: [], label: 'The blue key', synced: false };
  await db.direct.insert(passkeys).values({ id, personId: 'per_dan', credentialId: id, ...key });
  return { params: { id }, words: ['The blue key', id] };
}

async function withPassword({ db }: World): Promise<void> {
  const hash = await hashPassword('seven tall sunflowers');
  await db.direct.insert(passwords).values({ personId: 'per_dan', hash, changedAt: new Date() });
}

async function withApp({ db }: World): Promise<void> {
  await db.direct.insert(totps).values({ personId: 'per_dan', secret: '', confirmedAt: new Date() });
}

/** What must be typed or signed comes along as a parameter for which the address has no place. */
async function firstCode({ portico, system }: World): Promise<Thing> {
  await system.write((write) => portico.auth.factors.begin(write, 'per_dan'));
  const secret = (await portico.auth.factors.waiting('per_dan')) ?? '';
  return { params: { code: codeAt(secret, Date.now()) } };
}

const label = 'The blue key';

async function made({ db, portico }: World, key = authenticator()): Promise<Thing> {
  const [person] = await db.reader.select().from(people).where(eq(people.id, 'per_dan'));
  if (!person) throw new Error('Dan is not there');
  const credential = key.create(await portico.auth.passkeys.toAdd(person));
  return { params: { credential: JSON.stringify(credential) }, words: [label] };
}

async function signed(w: World): Promise<Thing> {
  const { portico, system } = w;
  const key = authenticator();
  const { params } = await made(w, key);
  const add = await portico.auth.passkeys.read('per_dan', JSON.parse(params?.['credential'] ?? ''), label);
  await system.write((write) => add(write));
  const credential = key.get(await portico.auth.passkeys.toSignIn());
  return { params: { credential: JSON.stringify(credential) } };
}

const credentialOf = ({ params }: Thing): unknown => JSON.parse(params?.['credential'] ?? '');

async function failed(w: World): Promise<Thing> {
  await withPassword(w).catch(() => undefined);
  const wrong = { email: 'dan@dune.example', password: 'wrong' };
  await w.guest().post('/auth/session', wrong, { 'user-agent': 'Firefox/140 Linux' });
  return { words: ['Firefox, Linux', 'sign_in_failed'] };
}

export const profileGuards: Guards = {
  'GET /profile': [everybody],
  'PATCH /profile': [{ ...dan, versioned: true, body: () => ({ name: 'Daniel Reyes' }) }],
  'POST /profile/email': [{ ...dan, body: () => ({ email: 'dan@new.example' }) }],
  'PUT /profile/email': { public: 'the code of the link is the proof' },
  'PUT /profile/password': [{ ...dan, body: () => ({ password: 'nine small snowdrops' }) }],
  'DELETE /profile/password': [{ ...dan, given: passkey }],
  'GET /profile/factors': [{ ...dan, thing: passkey, queries: [''] }],
  'POST /profile/totp': [dan],
  'PUT /profile/totp': [{ ...dan, thing: firstCode, body: ({ params }) => ({ code: params?.['code'] }) }],
  'DELETE /profile/totp': [{ ...dan, given: withApp }],
  'POST /profile/recovery-codes': [{ ...dan, given: withApp }],
  'POST /profile/passkeys/challenge': [everybody],
  'POST /profile/passkeys': [
    { ...dan, thing: (w) => made(w), body: (thing) => ({ credential: credentialOf(thing), label }) },
  ],
  'DELETE /profile/passkeys/:id': [{ ...dan, thing: passkey }],
  'GET /profile/sessions': [{ ...dan, thing: session, queries: [''] }],
  'DELETE /profile/sessions': [everybody],
  'DELETE /profile/sessions/:id': [{ ...dan, thing: session }],
  'GET /profile/devices': [{ ...dan, thing: device, queries: [''] }],
  'DELETE /profile/devices/:id': [{ ...dan, thing: device }],
  'GET /profile/sign-ins': [{ ...dan, thing: failed, queries: [''] }],
  'POST /auth/session/proof': [
    { ...dan, given: withPassword, body: () => ({ password: 'seven tall sunflowers' }) },
  ],
  'POST /auth/session/proof/passkey': [
    { ...dan, thing: signed, body: (thing) => ({ credential: credentialOf(thing) }) },
  ],
};
