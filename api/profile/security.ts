import { requireBreakGlass } from '#api/auth/break-glass.ts';
import { isLong } from '#api/auth/password-rules.ts';
import { asKnown } from '#api/auth/passkeys.ts';
import type { AddPasskey } from '#api/auth/passkey-schemas.ts';
import { hashPassword } from '#api/auth/passwords.ts';
import { endSessionsOf } from '#api/auth/sessions.ts';
import { otpauthUri } from '#api/auth/totp.ts';
import { conflict, notFound } from '#api/core/errors.ts';
import type { Write } from '#api/core/write.ts';
import type { Passkey } from '#db/schema/factors.ts';
import { findProfile } from './service.ts';
import type { Self } from './self.ts';

type Change =
  'totp_on' | 'totp_off' | 'codes_renewed' | 'passkey_added' | 'passkey_removed' | 'password_removed';

const changed = (self: Self, write: Write, change: Change) =>
  self.record(write, 'person.factors_changed', { data: { change } });

/** What there is to sign in with. */
export async function waysIn({ auth, id }: Self) {
  const [secret, hasTotp, recoveryCodes, passkeys] = await Promise.all([
    auth.directory.secretOf(id),
    auth.factors.isOn(id),
    auth.factors.recovery.left(id),
    auth.passkeys.list(id),
  ]);
  return { passwordSince: secret?.changedAt, hasTotp, recoveryCodes, passkeys };
}

/** Ends every other session. @returns the cookie of the session that follows @throws 401, 422 */
export async function changePassword(self: Self, password: string): Promise<string> {
  self.requireFresh('password.change');
  const { auth, id } = self;
  await auth.checkNewPassword(id, password);
  const secret = { hash: await hashPassword(password), short: !isLong(password) };
  return self.write((write) => {
    auth.directory.setPassword(write, id, secret);
    self.record(write, 'person.password_changed');
    return startAgain(self, write);
  });
}

/** Whoever has a passkey can do without a password. @throws 401, 409 */
export async function removePassword(self: Self): Promise<void> {
  self.requireFresh('factors.change');
  const { auth, id } = self;
  if (!(await auth.passkeys.list(id)).length) throw conflict('auth.last_way');
  await self.write((write) => {
    auth.directory.removePassword(write, id);
    requireBreakGlass(write, { personId: id });
    changed(self, write, 'password_removed');
  });
}

/** Makes a secret for an authenticator app. @throws 401, 409 */
export async function beginTotp(self: Self): Promise<void> {
  self.requireFresh('factors.change');
  await self.write((write) => self.auth.factors.begin(write, self.id));
}

/** The secret that waits for its first code, as text and as what its QR code says. @throws 401, 404 */
export async function waitingTotp(self: Self, house: string) {
  self.requireFresh('factors.change');
  const secret = await self.auth.factors.waiting(self.id);
  if (!secret) throw notFound('totp');
  const { email } = await findProfile(self);
  return { secret, uri: otpauthUri(secret, { house, email }) };
}

/** From now on a password alone does not open the door. @throws 401, 409, 429 */
export async function confirmTotp(self: Self, code: string): Promise<{ codes: string[]; cookie: string }> {
  self.requireFresh('factors.change');
  const { auth, id } = self;
  await auth.limits.take('prove-person', id);
  const confirm = await auth.factors.confirm(id, code);
  return self.write((write) => {
    const codes = confirm(write);
    changed(self, write, 'totp_on');
    return { codes, cookie: startAgain(self, write, { assurance: 2, provenAt: new Date() }) };
  });
}

/** @throws 401, 409 where the password is too short to stand alone */
export async function removeTotp(self: Self): Promise<string> {
  self.requireFresh('factors.change');
  const { auth, id } = self;
  if ((await auth.directory.secretOf(id))?.short) throw conflict('auth.password_too_short');
  return self.write((write) => {
    auth.factors.remove(write, id);
    requireBreakGlass(write, { personId: id });
    auth.devices.distrust(write, id);
    changed(self, write, 'totp_off');
    return startAgain(self, write);
  });
}

/** @throws 401, 409 */
export async function renewCodes(self: Self): Promise<string[]> {
  self.requireFresh('factors.change');
  const { auth, id } = self;
  if (!(await auth.factors.isOn(id))) throw conflict('auth.no_second_factor');
  return self.write((write) => {
    changed(self, write, 'codes_renewed');
    return auth.factors.recovery.renew(write, id);
  });
}

export async function passkeyOptions(self: Self) {
  self.requireFresh('factors.change');
  return self.auth.passkeys.toAdd(await findProfile(self));
}

/** @throws 401, 409 */
export async function addPasskey(self: Self, { credential, label }: AddPasskey): Promise<Passkey> {
  self.requireFresh('factors.change');
  const add = await self.auth.passkeys.read(self.id, credential, label);
  return self
    .write((write) => {
      changed(self, write, 'passkey_added');
      return add(write);
    })
    .catch((error: unknown) => {
      throw asKnown(error);
    });
}

/** @throws 401, 404 */
export async function removePasskey(self: Self, id: string): Promise<void> {
  self.requireFresh('factors.change');
  await self.write((write) => {
    self.auth.passkeys.remove(write, self.id, id);
    requireBreakGlass(write, { personId: self.id });
    changed(self, write, 'passkey_removed');
  });
}

/** What was signed in before is signed out; this session goes on under a new secret. */
function startAgain(self: Self, write: Write, facts: { assurance?: 2; provenAt?: Date } = {}): string {
  const { auth, actor, id, session } = self;
  endSessionsOf(write, id, { except: session.id });
  return auth.sessions.follow(write, session, actor, facts);
}
