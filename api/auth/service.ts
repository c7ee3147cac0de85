import type { Session } from 'lucia';

import { isMember, system, type Member } from '#api/core/actor.ts';
import { HOUSE_ID } from '#api/core/house.ts';
import { Scope, type Base } from '#api/core/scope.ts';
import { letsIn } from './doors.ts';
import { Entering } from './entering.ts';
import { Joining } from './joining.ts';
import type { Assurance } from './methods.ts';
import { partsOf } from './parts.ts';
import { checkPassword, isLong } from './password-rules.ts';
import { hashPassword } from './passwords.ts';
import { Proving } from './proving.ts';
import type { JoinAs, ResetPassword, SetUp } from './schemas.ts';
import { actorIn, openSeat, ssoRequired, stillOpen, tellBypass } from './seats.ts';
import { endSessionsOf, type Whose } from './sessions.ts';
import { tellViewEnded, type Viewing } from './standing.ts';
import { Tokens } from './tokens.ts';
import { noVisit, type Visit } from './visit.ts';

type Parts = ReturnType<typeof partsOf>;

/** Coming in, going out and changing sides. What opens a session answers with `Set-Cookie` values to send. */
export class Auth {
  readonly lucia: Parts['lucia'];
  readonly codes: Parts['codes'];
  readonly cookies: Parts['cookies'];
  readonly devices: Parts['devices'];
  readonly directory: Parts['directory'];
  readonly entering: Entering;
  readonly factors: Parts['factors'];
  readonly identities: Parts['identities'];
  readonly joining: Joining;
  readonly limits: Parts['limits'];
  readonly passkeys: Parts['passkeys'];
  readonly proving: Proving;
  readonly seats: Parts['seats'];
  readonly secrets: Parts['secrets'];
  readonly sessions: Parts['sessions'];
  readonly tokens: Tokens;
  readonly #base: Base;
  readonly #house: { name: string };

  constructor(base: Base, config: Parameters<typeof partsOf>[1], house: { name: string }) {
    const parts = partsOf(base.db, config, house);
    this.#base = base;
    this.#house = house;
    this.lucia = parts.lucia;
    this.codes = parts.codes;
    this.cookies = parts.cookies;
    this.devices = parts.devices;
    this.directory = parts.directory;
    this.factors = parts.factors;
    this.identities = parts.identities;
    this.limits = parts.limits;
    this.passkeys = parts.passkeys;
    this.seats = parts.seats;
    this.secrets = parts.secrets;
    this.sessions = parts.sessions;
    this.joining = new Joining(base, { ...parts, house });
    this.entering = new Entering({ ...parts, base });
    this.proving = new Proving({ ...parts, base });
    this.tokens = new Tokens(base.db);
  }

  /** A session without a browser, for what is no sign-in of anybody. */
  openSession(whose: Whose, assurance: Assurance = 1): Promise<string> {
    return this.#asHouse((write) => this.sessions.open(write, whose, noVisit, { assurance }));
  }

  /** @param viewing what the session looked through, and does no more */
  async signOut(scope: Scope, sessionId: string, viewing?: Viewing): Promise<string> {
    await scope.write((write) => {
      this.sessions.end(write, sessionId);
      if (viewing) tellViewEnded(write, viewing);
      if (!isMember(scope.actor)) return;
      const { personId: id, accountId } = scope.actor;
      write.record('person.signed_out', { id, accountId });
    });
    return this.lucia.createBlankSessionCookie().serialize();
  }

  /** Acts for another of the person's accounts; the session is a new one, as its rights are. @throws 404, 409 `sso.required` */
  async switchAccount(actor: Member, session: Session, accountId: string): Promise<string> {
    const seat = await this.seats.at(actor.personId, accountId);
    openSeat([seat], session);
    const member = actorIn(seat);
    return new Scope(this.#base, member).write((write) => {
      stillOpen(write, seat, session);
      write.record('person.switched', { id: member.personId, accountId });
      tellBypass(write, seat, session);
      return this.sessions.follow(write, session, member);
    });
  }

  /** Does the same work for a known and an unknown address; only the mail differs. @throws 429 */
  async askReset(email: string, { address }: Pick<Visit, 'address'>): Promise<void> {
    await this.limits.take('reset-address', address);
    await this.limits.take('reset-person', email);
    await this.#asked(email, 'person.reset_asked');
  }

  /** A link that signs in. The same holds. @throws 429 */
  async askLink(email: string, { address }: Pick<Visit, 'address'>): Promise<void> {
    await this.limits.take('link-address', address);
    await this.limits.take('link-person', email);
    await this.#asked(email, 'person.link_asked');
  }

  /** Sets the password and ends every session of the person. It signs nobody in. @throws 410, 422 */
  async resetPassword({ code, password }: ResetPassword): Promise<void> {
    const { subjectId: id, email } = await this.codes.look('reset', code);
    await this.checkNewPassword(id, password);
    const secret = { hash: await hashPassword(password), short: !isLong(password) };
    await this.#asHouse((write) => {
      this.codes.redeem(write, 'reset', code);
      this.directory.requireOpen(write, id);
      this.directory.setPassword(write, id, secret);
      endSessionsOf(write, id);
      write.record('person.password_changed', { id, accountId: HOUSE_ID }, STAFF_ONLY);
    });
    await this.limits.forgive('sign-in-person', email);
    await this.limits.forgive('sign-in-person-day', email);
  }

  /** @throws 422 with the field `password` */
  async checkNewPassword(personId: string, password: string): Promise<void> {
    const [person, hasSecond] = await Promise.all([
      this.directory.byId(personId),
      this.factors.isOn(personId),
    ]);
    const words = [this.#house.name, person?.name ?? '', person?.email ?? ''];
    await checkPassword(password, { hasSecond, words });
  }

  async join(input: JoinAs, visit: Visit): Promise<string[]> {
    return this.entering.asNew(await this.joining.asNewcomer(input), visit);
  }

  /** The session goes on, for the account that was joined. */
  async joinAgain(actor: Member, code: string, session?: Session): Promise<string> {
    const { invitation } = await this.joining.open(code);
    const entrance = await this.seats.entrance(invitation.accountId);
    if (session && !letsIn(entrance, session)) throw ssoRequired();
    const whose = await this.joining.asMember(actor, code);
    return session
      ? this.#asHouse((write) => this.sessions.follow(write, session, whose))
      : this.openSession(whose);
  }

  async setUp(input: SetUp, visit: Visit): Promise<string[]> {
    return this.entering.asNew(await this.joining.asFirstAdmin(input), visit);
  }

  async #asked(email: string, name: 'person.reset_asked' | 'person.link_asked') {
    const person = await this.directory.byEmail(email);
    const id = person && !person.disabledAt ? person.id : 'unknown';
    await this.#asHouse((write) => write.record(name, { id, accountId: HOUSE_ID }, STAFF_ONLY));
  }

  #asHouse<R>(build: (write: Parameters<Parameters<Scope['write']>[0]>[0]) => R): Promise<R> {
    return new Scope(this.#base, system('auth')).write(build);
  }
}

const STAFF_ONLY = { audience: 'staff' } as const;
