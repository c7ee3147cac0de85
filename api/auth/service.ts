import { and, asc, eq, isNull } from 'drizzle-orm';
import { generateIdFromEntropySize } from 'lucia';

import { system, type Member } from '#api/core/actor.ts';
import { AppError, conflict, forbidden } from '#api/core/errors.ts';
import { HOUSE_ID } from '#api/core/house.ts';
import { Scope, type Base } from '#api/core/scope.ts';
import type { Write } from '#api/core/write.ts';
import { isUniqueViolation } from '#db/errors.ts';
import { accounts } from '#db/schema/accounts.ts';
import {
  invitations,
  memberships,
  passwords,
  people,
  roles,
  sessions,
  type Person,
} from '#db/schema/people.ts';
import { Codes } from './codes.ts';
import { Limits } from './limits.ts';
import { createLucia } from './lucia.ts';
import { hashPassword, matches } from './passwords.ts';
import type { JoinAs, ResetPassword, SignIn } from './schemas.ts';
import { memberOf } from './session.ts';

export type Auth = ReturnType<typeof createAuth>;

const wrong = () => new AppError(401, 'auth.wrong');

/** Coming in, going out and changing sides. Answers are `Set-Cookie` values for the caller to send. */
export function createAuth(base: Base, secure: boolean) {
  const { db } = base;
  const lucia = createLucia(db, secure);
  const codes = new Codes(db);
  const limits = new Limits(db);
  const house = () => new Scope(base, system('auth'));

  async function openSession(personId: string, membershipId: string): Promise<string> {
    const sessionId = generateIdFromEntropySize(25);
    await lucia.createSession(personId, { membershipId, seenAt: new Date() }, { sessionId });
    return lucia.createSessionCookie(sessionId).serialize();
  }

  /** @throws 401 `auth.wrong` whatever was wrong, 429 after too many tries */
  async function signIn({ email, password }: SignIn, address: string): Promise<string> {
    await limits.take('sign-in-address', address);
    await limits.take('sign-in-person', email);
    const person = await personByEmail(email);
    const [secret] = person
      ? await db.reader.select().from(passwords).where(eq(passwords.personId, person.id))
      : [];
    const known = person && !person.disabledAt ? secret?.hash : undefined;
    const right = await matches(known, password);
    if (!person || !right) {
      await failed(person);
      throw wrong();
    }
    const [member] = await membershipsOf(person.id);
    if (!member) throw forbidden('auth.no_account');
    await limits.forgive('sign-in-person', email);
    await new Scope(base, member.actor).write((write) =>
      write.record(
        'person.signed_in',
        { id: person.id, accountId: member.actor.accountId },
        { audience: 'account' },
      ),
    );
    return openSession(person.id, member.actor.membershipId);
  }

  const failed = (person: Person | undefined) =>
    house().write((write) => {
      write.record(
        'person.sign_in_failed',
        { id: person?.id ?? 'unknown', accountId: HOUSE_ID },
        { audience: 'staff' },
      );
    });

  async function signOut(scope: Scope, sessionId: string): Promise<string> {
    const { actor } = scope;
    if ('personId' in actor)
      await scope.write((write) =>
        write.record('person.signed_out', { id: actor.personId, accountId: actor.accountId }),
      );
    await lucia.invalidateSession(sessionId);
    return lucia.createBlankSessionCookie().serialize();
  }

  /** Acts for another of the person's accounts; the session is a new one, as its rights are. */
  async function switchAccount(actor: Member, sessionId: string, accountId: string): Promise<string> {
    const target = (await membershipsOf(actor.personId)).find((one) => one.actor.accountId === accountId);
    if (!target) throw new AppError(404, 'accounts.not_found');
    await new Scope(base, target.actor).write((write) =>
      write.record('person.switched', { id: actor.personId, accountId }),
    );
    await lucia.invalidateSession(sessionId);
    return openSession(actor.personId, target.actor.membershipId);
  }

  /** Does the same work for a known and an unknown address; only the mail differs. */
  async function askReset(email: string, address: string): Promise<void> {
    await limits.take('reset-address', address);
    await limits.take('reset-person', email);
    const person = await personByEmail(email);
    const id = person && !person.disabledAt ? person.id : 'unknown';
    await house().write((write) =>
      write.record('person.reset_asked', { id, accountId: HOUSE_ID }, { audience: 'staff' }),
    );
  }

  /** Sets the password and ends every session of the person. It signs nobody in. @throws 410 */
  async function resetPassword({ code, password }: ResetPassword): Promise<void> {
    const { subjectId } = await codes.look('reset', code);
    const secret = await hashPassword(password);
    await house().write((write) => {
      codes.redeem(write, 'reset', code);
      setPassword(write, subjectId, secret);
      write.also(db.direct.delete(sessions).where(eq(sessions.userId, subjectId)));
      write.record('person.password_changed', { id: subjectId, accountId: HOUSE_ID }, { audience: 'staff' });
    });
  }

  /** What an invitation's code opens: whom, into which account, and whether the person is known already. @throws 410 */
  async function openInvitation(code: string) {
    const { subjectId } = await codes.look('invitation', code);
    const [found] = await db.reader
      .select({ invitation: invitations, account: accounts.name, role: roles.key })
      .from(invitations)
      .innerJoin(accounts, eq(accounts.id, invitations.accountId))
      .innerJoin(roles, eq(roles.id, invitations.roleId))
      .where(
        and(
          eq(invitations.id, subjectId),
          isNull(invitations.revokedAt),
          isNull(invitations.acceptedAt),
          isNull(accounts.closedAt),
        ),
      );
    if (!found) throw new AppError(410, 'codes.spent');
    const person = await personByEmail(found.invitation.email);
    return { ...found, person };
  }

  /** Makes the person and the membership, and signs in. @throws 410, 409 when the address has an account by now */
  async function join({ code, name, password }: JoinAs): Promise<string> {
    const { invitation, person: known } = await openInvitation(code);
    if (known) throw conflict('auth.known_person');
    const secret = await hashPassword(password);
    const member = await house()
      .write((write) => {
        codes.redeem(write, 'invitation', code);
        const person = write.insert(people, { email: invitation.email, name });
        setPassword(write, person.id, secret);
        return admit(write, invitation, person.id);
      })
      .catch((error: unknown) => {
        throw isUniqueViolation(error) ? conflict('auth.known_person') : error;
      });
    return openSession(member.personId, member.id);
  }

  /** Somebody who has a password already gets one more account to act for. @throws 410 */
  async function joinAgain(actor: Member, code: string): Promise<string> {
    const { invitation, person } = await openInvitation(code);
    if (person?.id !== actor.personId) throw forbidden('auth.other_person');
    const member = await house()
      .write((write) => {
        codes.redeem(write, 'invitation', code);
        return admit(write, invitation, actor.personId);
      })
      .catch((error: unknown) => {
        throw isUniqueViolation(error) ? conflict('auth.already_member') : error;
      });
    return openSession(actor.personId, member.id);
  }

  function admit(write: Write, invitation: typeof invitations.$inferSelect, personId: string) {
    const { accountId, roleId } = invitation;
    write.update(invitations, invitation, { acceptedAt: new Date() });
    const member = write.insert(memberships, { personId, accountId, roleId });
    write.record('person.joined', { id: personId, accountId }, { data: { roleId } });
    return member;
  }

  function setPassword(write: Write, personId: string, secret: string) {
    const values = { personId, hash: secret, changedAt: new Date() };
    write.also(
      db.direct
        .insert(passwords)
        .values(values)
        .onConflictDoUpdate({ target: passwords.personId, set: values }),
    );
  }

  async function personByEmail(email: string): Promise<Person | undefined> {
    const [person] = await db.reader.select().from(people).where(eq(people.email, email));
    return person;
  }

  async function membershipsOf(personId: string) {
    const rows = await db.reader
      .select({
        person: people,
        membership: memberships,
        rights: roles.rights,
        account: { id: accounts.id, name: accounts.name, kind: accounts.kind },
      })
      .from(memberships)
      .innerJoin(people, eq(people.id, memberships.personId))
      .innerJoin(roles, eq(roles.id, memberships.roleId))
      .innerJoin(accounts, and(eq(accounts.id, memberships.accountId), isNull(accounts.closedAt)))
      .where(and(eq(memberships.personId, personId), isNull(memberships.endedAt), isNull(people.disabledAt)))
      .orderBy(asc(memberships.createdAt), asc(memberships.id));
    return rows.map((found) => ({ account: found.account, actor: memberOf(found) }));
  }

  return {
    lucia,
    codes,
    limits,
    openSession,
    signIn,
    signOut,
    switchAccount,
    askReset,
    resetPassword,
    openInvitation,
    join,
    joinAgain,
    membershipsOf,
  };
}
