import { and, eq, isNull, sql } from 'drizzle-orm';

import { system, type Member } from '#api/core/actor.ts';
import { AppError, conflict, forbidden, invalid } from '#api/core/errors.ts';
import { HOUSE_ID } from '#api/core/house.ts';
import { Scope, type Base } from '#api/core/scope.ts';
import type { Write } from '#api/core/write.ts';
import { presetId } from '#api/people/roles.ts';
import { accepted, currentTerms } from '#api/terms/service.ts';
import { isUniqueViolation } from '#db/errors.ts';
import { accounts } from '#db/schema/accounts.ts';
import { invitations, memberships, people, roles, type Invitation } from '#db/schema/people.ts';
import type { Codes } from './codes.ts';
import type { Directory } from './directory.ts';
import { checkPassword } from './password-rules.ts';
import { hashPassword } from './passwords.ts';
import type { JoinAs, SetUp } from './schemas.ts';
import { requireOpenDoor } from './seats.ts';

type Parts = { codes: Codes; directory: Directory; house: { name: string } };

const role = { roleKind: roles.kind, roleKey: roles.key, roleName: roles.name };

/** The way in by invitation. */
export class Joining {
  readonly #base: Base;
  readonly #codes: Codes;
  readonly #directory: Directory;
  readonly #house: { name: string };

  constructor(base: Base, { codes, directory, house }: Parts) {
    this.#base = base;
    this.#codes = codes;
    this.#directory = directory;
    this.#house = house;
  }

  /** What a code opens: whom, into which account, and whether the person is known already. @throws 410 */
  async open(code: string) {
    const { subjectId } = await this.#codes.look('invitation', code);
    const waiting = [
      eq(invitations.id, subjectId),
      isNull(invitations.revokedAt),
      isNull(invitations.acceptedAt),
    ];
    const [found] = await this.#base.db.reader
      .select({ invitation: invitations, account: accounts.name, ...role })
      .from(invitations)
      .innerJoin(accounts, and(eq(accounts.id, invitations.accountId), isNull(accounts.closedAt)))
      .innerJoin(roles, eq(roles.id, invitations.roleId))
      .where(and(...waiting));
    if (!found) throw new AppError(410, 'codes.spent');
    return { ...found, person: await this.#directory.byEmail(found.invitation.email) };
  }

  /** Makes the person and the membership. @throws 410, 409 when the address is somebody's, `sso.required`, 422 */
  async asNewcomer({
    code,
    name,
    password,
    ...said
  }: JoinAs): Promise<{ personId: string; membershipId: string }> {
    const { invitation, person: known } = await this.open(code);
    if (known) throw conflict('auth.known_person');
    const terms = await this.#termsFor(said.accepts);
    await checkPassword(password, this.#about(invitation.email, name));
    const hash = await hashPassword(password);
    return this.#admitting('auth.known_person', (write) => {
      this.#codes.redeem(write, 'invitation', code);
      const { email, accountId } = invitation;
      requireOpenDoor(write, accountId);
      const locale = said.locale ?? 'en';
      const person = write.insert(people, { email, name, locale, ...(terms && accepted(terms.version)) });
      this.#directory.setPassword(write, person.id, { hash });
      if (terms)
        write.record(
          'person.terms_accepted',
          { id: person.id, accountId },
          { data: { version: terms.version } },
        );
      return admit(write, invitation, person.id);
    });
  }

  /** Somebody who has a password already gets one more account to act for. @throws 410, 403, 409 */
  async asMember(actor: Member, code: string): Promise<{ personId: string; membershipId: string }> {
    const { invitation, person } = await this.open(code);
    if (person?.id !== actor.personId) throw forbidden('auth.other_person');
    return this.#admitting('auth.already_member', (write) => {
      this.#codes.redeem(write, 'invitation', code);
      return admit(write, invitation, actor.personId);
    });
  }

  /** The link for the first administrator, while there is nobody. A new one ends the one before it. */
  async setupCode(): Promise<string | undefined> {
    if ((await this.#base.db.reader.$count(people)) > 0) return undefined;
    const opening = { kind: 'setup', subjectId: HOUSE_ID, email: '' } as const;
    return new Scope(this.#base, system('setup')).write((write) => this.#codes.issue(write, opening));
  }

  /** @throws 410 when the code is spent, and when somebody is there already */
  async asFirstAdmin({
    code,
    name,
    email,
    password,
  }: SetUp): Promise<{ personId: string; membershipId: string }> {
    await this.#codes.look('setup', code);
    await checkPassword(password, this.#about(email, name));
    const hash = await hashPassword(password);
    return new Scope(this.#base, system('setup')).write((write) => {
      this.#codes.redeem(write, 'setup', code);
      write.require(sql`not exists (select 1 from ${people})`, new AppError(410, 'codes.spent'));
      const person = write.insert(people, { email, name });
      this.#directory.setPassword(write, person.id, { hash });
      const role = { personId: person.id, accountId: HOUSE_ID, roleId: presetId('house', 'admin') };
      const membership = write.insert(memberships, role);
      write.record(
        'person.joined',
        { id: person.id, accountId: HOUSE_ID },
        { data: { roleId: role.roleId } },
      );
      return { personId: person.id, membershipId: membership.id };
    });
  }

  /** The terms of the house, which must be those that were accepted. @throws 422 */
  async #termsFor(version: string | undefined) {
    const terms = await currentTerms(new Scope(this.#base, system('joining')));
    if (terms && terms.version !== version) throw invalid({ accepts: 'terms.required' });
    return terms;
  }

  #about(...words: string[]) {
    return { hasSecond: false, words: [this.#house.name, ...words] };
  }

  #admitting<R>(doubled: string, build: (write: Write) => R): Promise<R> {
    return new Scope(this.#base, system('joining')).write(build).catch((error: unknown) => {
      throw isUniqueViolation(error) ? conflict(doubled) : error;
    });
  }
}

function admit(write: Write, invitation: Invitation, personId: string) {
  const { accountId, roleId } = invitation;
  write.update(invitations, invitation, { acceptedAt: new Date() });
  const membership = write.insert(memberships, { personId, accountId, roleId });
  write.record('person.joined', { id: personId, accountId }, { data: { roleId } });
  return { personId, membershipId: membership.id };
}
