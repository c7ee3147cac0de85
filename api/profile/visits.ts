import { and, desc, eq, inArray } from 'drizzle-orm';

import { endSessionsOf } from '#api/auth/sessions.ts';
import { events } from '#db/schema/events.ts';
import type { Self } from './self.ts';

const SHOWN = 30;

/** What somebody should recognise, or be startled by. */
const TOLD = [
  'person.signed_in',
  'person.sign_in_failed',
  'person.password_changed',
  'person.factors_changed',
  'person.email_changed',
] as const;

/** Where the person is signed in; the session that asks is marked. */
export async function listSessions({ auth, id, session }: Self) {
  const found = await auth.sessions.list(id);
  return found.map((one) => ({ ...one, current: one.id === session.handle }));
}

/** Whoever has found an open session shuts nobody out. @throws 401, 404 */
export async function endSession(self: Self, handle: string): Promise<void> {
  self.requireFresh('sessions.end');
  await self.write((write) => self.auth.sessions.endOne(write, self.id, handle));
}

/** @throws 401 */
export async function endOtherSessions(self: Self): Promise<void> {
  self.requireFresh('sessions.end');
  await self.write((write) => endSessionsOf(write, self.id, { except: self.session.id }));
}

export async function listDevices({ auth, id, session }: Self) {
  const found = await auth.devices.list(id);
  return found.map(({ id: deviceId, label, ipPrefix, seenAt, createdAt, trustedUntil }) => ({
    id: deviceId,
    label,
    ipPrefix,
    seenAt,
    createdAt,
    trustedUntil: trustedUntil && trustedUntil > new Date() ? trustedUntil : null,
    current: deviceId === session.deviceId,
  }));
}

/** @throws 401, 404 */
export async function forgetDevice(self: Self, id: string): Promise<void> {
  self.requireFresh('sessions.end');
  await self.write((write) => self.auth.devices.forget(write, self.id, id));
}

/** Who has come in or tried to, newest first. */
export async function listSignIns({ scope, id }: Self) {
  const rows = await scope
    .pick(
      events,
      { id: events.id, name: events.name, at: events.at, data: events.data },
      and(eq(events.subjectId, id), inArray(events.name, [...TOLD])),
    )
    .orderBy(desc(events.at), desc(events.id))
    .limit(SHOWN);
  const values = await scope.eventValues(
    rows.map((row) => row.id),
    ['staff'],
  );
  return rows.map((row) => {
    const of = (field: string) => values.find((one) => one.eventId === row.id && one.field === field)?.after;
    return {
      ...row,
      method: String(row.data['method'] ?? row.data['change'] ?? ''),
      label: String(of('device') ?? ''),
      ipPrefix: String(of('network') ?? ''),
    };
  });
}
