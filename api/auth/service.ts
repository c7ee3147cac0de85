import { eq } from 'drizzle-orm';
import { generateIdFromEntropySize } from 'lucia';

import { isMember, system, type Member } from '#api/core/actor.ts';
import { AppError, forbidden, notFound } from '#api/core/errors.ts';
import { HOUSE_ID } from '#api/core/house.ts';
import { Scope, type Base } from '#api/core/scope.ts';
import { sessions, type Person } from '#db/schema/people.ts';
import { Codes } from './codes.ts';
import { Directory } from './directory.ts';
import { Joining } from './joining.ts';
import { Limits } from './limits.ts';
import { createLucia } from './lucia.ts';
import { hashPassword, matches } from './passwords.ts';
import type { JoinAs, ResetPassword, SetUp, SignIn } from './schemas.ts';

const SESSION_BYTES = 25;

/** Coming in, going out and changing sides. What opens a session answers with a `Set-Cookie` value to send. */
export class Auth {
  readonly lucia: ReturnType<typeof createLucia>;
  readonly codes: Codes;
  readonly limits: Limits;
  readonly joining: Joining;
  readonly #base: Base;
  readonly directory: Directory;

  /** @param secure whether cookies go over https alone */
  constructor(base: Base, secure: boolean) {
    this.#base = base;
    this.directory = new Directory(base.db);
    this.lucia = createLucia(base.db, secure);
    this.codes = new Codes(base.db);
    this.limits = new Limits(base.db);
    this.joining = new Joining(base, this.codes, this.directory);
  }

  async openSession({ personId, membershipId }: { personId: string; membershipId: string }): Promise<string> {
    const sessionId = generateIdFromEntropySize(SESSION_BYTES);
    await this.lucia.createSession(personId, { membershipId, seenAt: new Date() }, { sessionId });
    return this.lucia.createSessionCookie(sessionId).serialize();
  }

  /** @throws 401 `auth.wrong` whatever was wrong, 429 after too many tries */
  async signIn({ email, password }: SignIn, address: string): Promise<string> {
    await this.limits.take('sign-in-address', address);
    await this.limits.take('sign-in-person', email);
    const person = await this.directory.byEmail(email);
    const secret = person && !person.disabledAt ? await this.directory.passwordOf(person.id) : undefined;
    const right = await matches(secret, password);
    if (!person || !right) {
      await this.#recordFailure(person);
      throw new AppError(401, 'auth.wrong');
    }
    const [member] = await this.directory.membersOf(person.id);
    if (!member) throw forbidden('auth.no_account');
    await this.limits.forgive('sign-in-person', email);
    await this.#record(member, 'person.signed_in');
    return this.openSession(member);
  }

  async signOut(scope: Scope, sessionId: string): Promise<string> {
    if (isMember(scope.actor)) await this.#record(scope.actor, 'person.signed_out');
    await this.lucia.invalidateSession(sessionId);
    return this.lucia.createBlankSessionCookie().serialize();
  }

  /** Acts for another of the person's accounts; the session is a new one, as its rights are. @throws 404 */
  async switchAccount(actor: Member, sessionId: string, accountId: string): Promise<string> {
    const members = await this.directory.membersOf(actor.personId);
    const member = members.find((one) => one.accountId === accountId);
    if (!member) throw notFound('accounts');
    await this.#record(member, 'person.switched');
    await this.lucia.invalidateSession(sessionId);
    return this.openSession(member);
  }

  /** Does the same work for a known and an unknown address; only the mail differs. @throws 429 */
  async askReset(email: string, address: string): Promise<void> {
    await this.limits.take('reset-address', address);
    await this.limits.take('reset-person', email);
    const person = await this.directory.byEmail(email);
    const id = person && !person.disabledAt ? person.id : 'unknown';
    await this.#asHouse((write) =>
      write.record('person.reset_asked', { id, accountId: HOUSE_ID }, STAFF_ONLY),
    );
  }

  /** Sets the password and ends every session of the person. It signs nobody in. @throws 410 */
  async resetPassword({ code, password }: ResetPassword): Promise<void> {
    const { subjectId: id } = await this.codes.look('reset', code);
    const secret = await hashPassword(password);
    await this.#asHouse((write) => {
      this.codes.redeem(write, 'reset', code);
      this.directory.setPassword(write, id, secret);
      write.also(this.#base.db.direct.delete(sessions).where(eq(sessions.userId, id)));
      write.record('person.password_changed', { id, accountId: HOUSE_ID }, STAFF_ONLY);
    });
  }

  async join(input: JoinAs): Promise<string> {
    return this.openSession(await this.joining.asNewcomer(input));
  }

  async joinAgain(actor: Member, code: string): Promise<string> {
    return this.openSession(await this.joining.asMember(actor, code));
  }

  async setUp(input: SetUp): Promise<string> {
    return this.openSession(await this.joining.asFirstAdmin(input));
  }

  #record(member: Member, name: 'person.signed_in' | 'person.signed_out' | 'person.switched') {
    const { personId: id, accountId } = member;
    return new Scope(this.#base, member).write((write) => write.record(name, { id, accountId }));
  }

  #recordFailure(person: Person | undefined) {
    const subject = { id: person?.id ?? 'unknown', accountId: HOUSE_ID };
    return this.#asHouse((write) => write.record('person.sign_in_failed', subject, STAFF_ONLY));
  }

  #asHouse(build: Parameters<Scope['write']>[0]) {
    return new Scope(this.#base, system('auth')).write(build);
  }
}

const STAFF_ONLY = { audience: 'staff' } as const;
