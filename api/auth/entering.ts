import { AppError, forbidden } from '#api/core/errors.ts';
import { HOUSE_ID } from '#api/core/house.ts';
import { system } from '#api/core/actor.ts';
import { Scope, type Base } from '#api/core/scope.ts';
import type { Write } from '#api/core/write.ts';
import type { SignInMethod } from '#db/enums.ts';
import type { Person } from '#db/schema/people.ts';
import { codeCounters, guesses, passwordCounters, takeAll } from './attempts.ts';
import type { Codes } from './codes.ts';
import type { Cookies } from './cookies.ts';
import { isTrusted, type Device, type Devices } from './devices.ts';
import type { Directory } from './directory.ts';
import { letsIn, type Held } from './doors.ts';
import type { Factors } from './factors.ts';
import type { Halves } from './half.ts';
import type { Limits } from './limits.ts';
import { after, type Assurance } from './methods.ts';
import { hashPassword, isOutdated, matches } from './passwords.ts';
import type { Assertion } from './passkey-schemas.ts';
import type { Passkeys } from './passkeys.ts';
import type { ShowCode, SignIn } from './schemas.ts';
import { actorIn, openSeat, stillOpen, tellBypass, type Seat, type Seats } from './seats.ts';
import type { Sessions, Whose } from './sessions.ts';
import type { Visit } from './visit.ts';

/** Signed in, or waiting for the second factor; with the `Set-Cookie` values that say so. */
export type Entered = { state: 'in' | 'half'; cookies: string[] };

type Parts = {
  base: Base;
  codes: Codes;
  cookies: Cookies;
  devices: Devices;
  directory: Directory;
  factors: Factors;
  halves: Halves;
  limits: Limits;
  passkeys: Passkeys;
  seats: Seats;
  sessions: Sessions;
};
type Also = (write: Write) => void;
type Coming = { person: Person; visit: Visit; known: Device | undefined };
/** What was shown; `connectionId` is the provider that has vouched for the person. */
type Showing = { assurance: Assurance; method: SignInMethod; trust?: boolean; connectionId?: string };

/** The ways in. Whatever was shown, `after` says where that leads. */
export class Entering {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Does the same work for whoever is not known. @throws 401 `auth.wrong` whatever was wrong, 429 */
  async withPassword({ email, password }: SignIn, visit: Visit): Promise<Entered> {
    const { devices, directory, limits } = this.#parts;
    const person = await directory.byEmail(email);
    const known = await devices.known(person?.id, visit);
    const counters = passwordCounters(email, visit, known);
    await takeAll(limits, counters);
    const stored = await directory.passwordOf(person?.disabledAt ? undefined : person?.id);
    const right = await matches(stored, password);
    if (!person || !right) {
      await this.#failed(person?.id, 'password', visit);
      throw new AppError(401, 'auth.wrong');
    }
    const renewed = stored && isOutdated(stored) ? await hashPassword(password) : undefined;
    return this.#go({ person, visit, known }, 'password', (write) => {
      limits.pardon(write, guesses(counters));
      if (renewed) directory.renewHash(write, person.id, renewed);
    });
  }

  /** The code of a link out of a mail. @throws 410 */
  async withLink(code: string, visit: Visit): Promise<Entered> {
    const { codes, devices, directory } = this.#parts;
    const opened = await codes.look('sign_in', code);
    const person = await directory.byId(opened.subjectId);
    if (!person || person.disabledAt || person.email !== opened.email) throw new AppError(410, 'codes.spent');
    const known = await devices.known(person.id, visit);
    return this.#go({ person, visit, known }, 'link', (write) => codes.redeem(write, 'sign_in', code));
  }

  /** The second factor of a sign-in that waits for it. @throws 401, 429 */
  async withCode({ code, remember }: ShowCode, visit: Visit): Promise<Entered> {
    const { base, devices, directory, factors, halves, limits } = this.#parts;
    const half = await halves.find(visit);
    const known = await devices.known(half.personId, visit);
    const counters = codeCounters(half.personId, known);
    await takeAll(limits, counters);
    await new Scope(base, system('auth')).write((write) => halves.count(write, half));
    const person = await directory.byId(half.personId);
    if (!person || person.disabledAt) throw new AppError(401, 'auth.sign_in_again');
    try {
      const shown = await factors.check(person.id, code);
      const coming = { person, visit, known };
      const cookies = await this.#enter(
        coming,
        { assurance: 2, method: shown.method, trust: remember },
        (write) => {
          shown.spend(write);
          limits.pardon(write, guesses(counters));
          halves.end(write, half);
        },
      );
      return { state: 'in', cookies: [...cookies, this.#parts.cookies.noHalf()] };
    } catch (error) {
      if (error instanceof AppError && error.code === 'auth.wrong_code')
        await this.#failed(person.id, 'totp', visit);
      throw error;
    }
  }

  /** It is the person and the proof at once. @throws 401, 429 */
  async withPasskey(credential: Assertion, visit: Visit): Promise<Entered> {
    const { cookies, devices, directory, limits, passkeys } = this.#parts;
    await limits.take('passkey-address', visit.address);
    const { passkey, spend } = await passkeys.check(credential).catch(async (error: unknown) => {
      if (error instanceof AppError) await this.#failed(undefined, 'passkey', visit);
      throw error;
    });
    const person = await directory.byId(passkey.personId);
    if (!person || person.disabledAt) throw new AppError(401, 'auth.wrong_passkey');
    const known = await devices.known(person.id, visit);
    const entered = await this.#go({ person, visit, known }, 'passkey', spend);
    return { ...entered, cookies: [...entered.cookies, cookies.noHalf()] };
  }

  /** Whom a provider means has been found out. @throws 403, 409 `sso.required` where it vouches for nobody any more */
  async withCompany(personId: string, connectionId: string, visit: Visit, also: Also): Promise<string[]> {
    const { devices, directory } = this.#parts;
    const person = await directory.byId(personId);
    if (!person || person.disabledAt) throw forbidden('sso.blocked');
    const known = await devices.known(personId, visit);
    return this.#enter({ person, visit, known }, { assurance: 1, method: 'sso', connectionId }, also);
  }

  /** Whoever has just joined is in. */
  async asNew(whose: Whose, visit: Visit): Promise<string[]> {
    const { base, cookies, devices, sessions } = this.#parts;
    const known = await devices.known(whose.personId, visit);
    return new Scope(base, system('joining')).write((write) => {
      sessions.end(write, visit.session);
      const { id: deviceId, secret } = devices.arrive(write, whose.personId, { visit, known, trust: false });
      return [sessions.open(write, whose, visit, { assurance: 1, deviceId }), cookies.device(secret)];
    });
  }

  async #go(coming: Coming, method: SignInMethod, also: Also): Promise<Entered> {
    const { base, cookies, factors, halves } = this.#parts;
    const { person, known } = coming;
    const hasSecond = await factors.isOn(person.id);
    const remembered = isTrusted(known) && (await this.#isOpenToOne(person.id));
    const state = after('out', method, { hasSecond, remembered });
    // Whom no second factor would help need not show it.
    if (state === 'half') await this.#seatFor(person.id, { assurance: 2, connectionId: null });
    if (typeof state === 'object')
      return { state: 'in', cookies: await this.#enter(coming, { assurance: state.in, method }, also) };
    const secret = await new Scope(base, system('auth')).write((write) => {
      also(write);
      return halves.begin(write, person.id, method);
    });
    return { state: 'half', cookies: [cookies.half(secret)] };
  }

  async #enter(
    { person, visit, known }: Coming,
    { assurance, method, trust = false, connectionId }: Showing,
    also: Also,
  ): Promise<string[]> {
    const { base, cookies, devices, sessions } = this.#parts;
    const held: Held = { assurance, connectionId: connectionId ?? null };
    const seat = await this.#seatFor(person.id, held);
    const member = actorIn(seat);
    const subject = { id: person.id, accountId: member.accountId };
    return new Scope(base, member).write((write) => {
      also(write);
      stillOpen(write, seat, held);
      sessions.end(write, visit.session);
      const { id: deviceId, secret, isNew } = devices.arrive(write, person.id, { visit, known, trust });
      write.record('person.signed_in', subject, { data: { method }, values: seenFrom(visit) });
      if (isNew) write.record('person.device_added', subject, { values: seenFrom(visit) });
      tellBypass(write, seat, held);
      const facts = { assurance, deviceId, connectionId: held.connectionId };
      return [sessions.open(write, member, visit, facts), cookies.device(secret)];
    });
  }

  /** A remembered browser does not do for whoever comes in past a provider: that takes both factors. */
  async #isOpenToOne(personId: string): Promise<boolean> {
    const seats = await this.#parts.seats.of(personId);
    return seats.some((seat) => letsIn(seat, { assurance: 1, connectionId: null }));
  }

  async #seatFor(personId: string, held: Held): Promise<Seat> {
    const seats = await this.#parts.seats.of(personId);
    if (!seats.length) throw forbidden('auth.no_account');
    return openSeat(seats, held);
  }

  #failed(personId: string | undefined, method: SignInMethod, visit: Visit) {
    const subject = { id: personId ?? 'unknown', accountId: HOUSE_ID };
    const happening = { audience: 'staff', data: { method }, values: seenFrom(visit) } as const;
    return new Scope(this.#parts.base, system('auth')).write((write) =>
      write.record('person.sign_in_failed', subject, happening),
    );
  }
}

/** The browser and its network, for the person and for the house. */
export const seenFrom = ({ label, ipPrefix }: Pick<Visit, 'label' | 'ipPrefix'>) =>
  ({
    device: { after: label, audience: 'staff' },
    network: { after: ipPrefix, audience: 'staff' },
  }) as const;
