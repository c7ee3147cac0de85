import { eq } from 'drizzle-orm';

import type { Auth } from '#api/auth/service.ts';
import { changes } from '#api/core/changes.ts';
import { AppError, conflict, stale } from '#api/core/errors.ts';
import { HOUSE_ID } from '#api/core/house.ts';
import type { Scope } from '#api/core/scope.ts';
import { isUniqueViolation } from '#db/errors.ts';
import { people, type Person } from '#db/schema/people.ts';
import type { ChangeProfile } from './schemas.ts';
import type { Self } from './self.ts';

export const findProfile = ({ scope, id }: Self): Promise<Person> => scope.find(people, id);

/** @throws 412 */
export async function changeProfile(self: Self, version: number, change: ChangeProfile): Promise<Person> {
  const person = await findProfile(self);
  if (person.version !== version) throw stale();
  const values = changes(person, change, { name: 'account', locale: 'staff', zone: 'staff' });
  if (!Object.keys(values).length) return person;
  await self.scope.write((write) => {
    write.update(people, person, change);
    write.record('person.changed', { id: self.id, accountId: self.actor.accountId }, { values });
  });
  return findProfile(self);
}

/**
 * Asks for another address. Whether it belongs to somebody already is not told here: only a mail that arrives there
 * leads on.
 */
export async function askEmail(self: Self, email: string): Promise<void> {
  self.requireFresh('email.change');
  await self.auth.limits.take('email-person', self.id);
  await self.write((write) =>
    self.record(write, 'person.email_asked', { values: { email: { after: email, audience: 'staff' } } }),
  );
}

/** The new address has proven itself; the old one is told. @throws 410, 409 */
export async function changeEmail(auth: Auth, scope: Scope, code: string): Promise<void> {
  const { subjectId: id, email } = await auth.codes.look('email', code);
  const house = scope.asSystem('profile');
  const [person] = await house.select(people, eq(people.id, id));
  if (!person || person.disabledAt) throw new AppError(410, 'codes.spent');
  const values = { email: { before: person.email, after: email, audience: 'staff' } } as const;
  await house
    .write((write) => {
      auth.codes.redeem(write, 'email', code);
      write.update(people, person, { email });
      auth.codes.revoke(write, id);
      write.record('person.email_changed', { id, accountId: HOUSE_ID }, { audience: 'staff', values });
    })
    .catch((error: unknown) => {
      throw isUniqueViolation(error) ? conflict('auth.address_taken') : error;
    });
}
