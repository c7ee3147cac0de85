import type { Session } from 'lucia';

import { isMember, system, type Member } from '#api/core/actor.ts';
import type { Config } from '#api/core/config.ts';
import { notFound } from '#api/core/errors.ts';
import { HOUSE_ID } from '#api/core/house.ts';
import { Scope, type Base } from '#api/core/scope.ts';
import { Secrets } from '#api/core/secrets.ts';
import type { EventName } from '#db/enums.ts';
import { Codes } from './codes.ts';
import { Cookies } from './cookies.ts';
import { Devices } from './devices.ts';
import { Directory } from './directory.ts';
import { Entering } from './entering.ts';
import { Factors } from './factors.ts';
import { Halves } from './half.ts';
import { Joining } from './joining.ts';
import { Limits } from './limits.ts';
import { createLucia } from './lucia.ts';
import type { Assurance } from './methods.ts';
import { checkPassword, isLong } from './password-rules.ts';
import { hashPassword } from './passwords.ts';
import { Passkeys } from './passkeys.ts';
import { Proving } from './proving.ts';
import type { JoinAs, ResetPassword, SetUp } from './schemas.ts';
import { endSessionsOf, Sessions, type Whose } from './sessions.ts';
import { Tokens } from './tokens.ts';
import { noVisit, type Visit } from './visit.ts';

/** Coming in, going out and changing sides. What opens a session answers with `Set-Cookie` values to send. */
export class Auth {
  readonly lucia: ReturnType<typeof createLucia>;
  readonly codes: Codes;
  readonly cookies: Cookies;
  readonly devices: Devices;
  readonly directory: Directory;
  readonly entering: Entering;
  readonly factors: Factors;
  readonly joining: Joining;
  readonly limits: Limits;
  readonly passkeys: Passkeys;
  readonly proving: Proving;
  readonly sessions: Sessions;
  readonly tokens: Tokens;
  readonly #base: Base;
  readonly #house: { name: string };

  constructor(base: Base, config: Pick<Config, 'production' | 'secret' | 'url'>, house: { name: string }) {
    const { db } = base;
    this.#base = base;
    this.#house = house;
    this.directory = new Directory(db);
    this.lucia = createLucia(db, config.production);
    this.codes = new Codes(db);
    this.cookies = new Cookies(config.production);
    this.devices = new Devices(db);
    const secrets = new Secrets(config.secret);
    this.factors = new Factors(db, secrets);
    this.passkeys = new Passkeys(db, { codes: this.codes, secrets, site: { url: config.url, house } });
    this.limits = new Limits(db);
    this.sessions = new Sessions(db, this.lucia);
    this.tokens = new Tokens(db);
    this.joining = new Joining(base, { ...this, house });
    this.entering = new Entering({ ...this, base, halves: new Halves(db) });
    this.proving = new Proving({ ...this, base });
  }

  /** A session without a browser, for what is no sign-in of anybody. */
  openSession(whose: Whose, assurance: Assurance = 1): Promise<string> {
    return this.#asHouse((write) => this.sessions.open(write, whose, noVisit, { assurance }));
  }

  async signOut(scope: Scope, sessionId: string): Promise<string> {
    await scope.write((write) => {
      this.sessions.end(write, sessionId);
      if (!isMember(scope.actor)) return;
      const { personId: id, accountId } = scope.actor;
      write.record('person.signed_out', { id, accountId });
    });
    return this.lucia.createBlankSessionCookie().serialize();
  }

  /** Acts for another of the person's accounts; the session is a new one, as its rights are. @throws 404 */
  async switchAccount(actor: Member, session: Session, accountId: string): Promise<string> {
    const members = await this.directory.membersOf(actor.personId);
    const member = members.find((one) => one.accountId === accountId);
    if (!member) throw notFound('accounts');
    return new Scope(this.#base, member).write((write) => {
      write.record('person.switched', { id: member.personId, accountId });
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
    const whose = await this.joining.asMember(actor, code);
    return session
      ? this.#asHouse((write) => this.sessions.follow(write, session, whose))
      : this.openSession(whose);
  }

  async setUp(input: SetUp, visit: Visit): Promise<string[]> {
    return this.entering.asNew(await this.joining.asFirstAdmin(input), visit);
  }

  async #asked(email: string, name: EventName & `person.${'reset' | 'link'}_asked`) {
    const person = await this.directory.byEmail(email);
    const id = person && !person.disabledAt ? person.id : 'unknown';
    await this.#asHouse((write) => write.record(name, { id, accountId: HOUSE_ID }, STAFF_ONLY));
  }

  #asHouse<R>(build: (write: Parameters<Parameters<Scope['write']>[0]>[0]) => R): Promise<R> {
    return new Scope(this.#base, system('auth')).write(build);
  }
}

const STAFF_ONLY = { audience: 'staff' } as const;
