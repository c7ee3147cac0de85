import { and, eq, isNull, ne, sql } from 'drizzle-orm';

import type { Auth } from '#api/auth/service.ts';
import type { Subject } from '#api/auth/identities.ts';
import { AppError, conflict } from '#api/core/errors.ts';
import { HOUSE_ID } from '#api/core/house.ts';
import type { Scope } from '#api/core/scope.ts';
import type { Write } from '#api/core/write.ts';
import { stillGiven } from '#api/people/giving.ts';
import { leadingIds, leads } from '#api/people/roles.ts';
import { locales, type Locale } from '#db/enums.ts';
import { isUniqueViolation } from '#db/errors.ts';
import { accounts } from '#db/schema/accounts.ts';
import {
  invitations,
  memberships,
  people,
  roles,
  type Membership,
  type Person,
  type Role,
} from '#db/schema/people.ts';
import { ssoConnections, ssoDomains, type SsoConnection } from '#db/schema/sso.ts';
import { isVerified } from './queries.ts';
import { reasons, SsoRefusal, type Reason } from './reasons.ts';
import { domainOf, type Told } from './told.ts';
import { verdictOn, type Address, type Facts, type Verdict } from './verdict.ts';

const USED_MS = 5 * 60_000;
const MOST_PLACES = 200;

type House = { scope: Scope; auth: Auth };
type Found = { person: Person | undefined; foundBy: Facts['foundBy'] };
/** What a provider has said, and what we know of whom it means. */
export type Meeting = {
  connection: SsoConnection;
  told: Told;
  personId: string | undefined;
  seat: Membership | undefined;
  verdict: Verdict;
};

/** Finds out whom a provider means, and what is to be done. Changes nothing. */
export async function meet(house: House, connection: SsoConnection, told: Told): Promise<Meeting> {
  const { scope, auth } = house;
  const { accountId } = connection;
  const { person, foundBy } = await whom(house, connection, told);
  const [account, address, places, otherSubject] = await Promise.all([
    scope.find(accounts, accountId),
    addressOf(scope, connection, told),
    person ? scope.select(memberships, eq(memberships.personId, person.id)).limit(MOST_PLACES) : [],
    person && auth.identities.subjectOf(person.id, subjectOf(connection, told)),
  ]);
  const seat = places.find((place) => place.accountId === accountId);
  const verdict = verdictOn({
    closed: account.closedAt !== null,
    foundBy,
    address,
    blocked: person ? person.disabledAt !== null : false,
    seat: stateOf(seat),
    staff: accountId !== HOUSE_ID && places.some((place) => place.accountId === HOUSE_ID),
    elsewhere: places.some((place) => place.accountId !== accountId),
    otherSubject: otherSubject !== undefined && otherSubject !== told.subject,
  });
  return { connection, told, personId: person?.id, seat, verdict };
}

/** The subject decides, and only where nobody is known by it the address. */
async function whom({ auth }: House, connection: SsoConnection, told: Told): Promise<Found> {
  const linked = await auth.identities.personOf(subjectOf(connection, told));
  const bySubject = linked === undefined ? undefined : await auth.directory.byId(linked);
  if (bySubject) return { person: bySubject, foundBy: 'subject' };
  const byEmail = told.email === undefined ? undefined : await auth.directory.byEmail(told.email);
  return byEmail ? { person: byEmail, foundBy: 'email' } : { person: undefined, foundBy: 'nothing' };
}

const stateOf = (seat: Membership | undefined): Facts['seat'] => {
  if (!seat) return 'none';
  return seat.endedAt ? 'ended' : 'active';
};

/** Makes of somebody whom a provider vouches for a person of the account. @returns who it is @throws SsoRefusal */
export async function admit(house: House, connection: SsoConnection, told: Told): Promise<string> {
  for (const isLast of [false, true]) {
    try {
      return await admitOnce(house, await meet(house, connection, told));
    } catch (error) {
      if (isLast || !isOvertaken(error)) throw error;
    }
  }
  throw conflict('sso.again');
}

/** Somebody came in with the same name or address at the same moment, or got a role. */
const isOvertaken = (error: unknown): boolean =>
  isUniqueViolation(error) || (error instanceof AppError && error.status === 412);

async function admitOnce({ scope, auth }: House, meeting: Meeting): Promise<string> {
  const { verdict, connection, told, seat } = meeting;
  if (isReason(verdict)) throw new SsoRefusal(verdict);
  const keeps = seat !== undefined && connection.roleClaim === null;
  const role = keeps ? undefined : await roleFor(scope, connection, told);
  return scope.write((write) => {
    const personId = meeting.personId ?? newPerson(write, told);
    const { accountId } = connection;
    if (verdict !== 'enter') {
      auth.identities.link(write, subjectOf(connection, told), personId);
      stillVouched(write, connection, told);
      stillTheirs(write, verdict, { personId, accountId });
      write.record('person.linked', { id: personId, accountId }, { data: { connectionId: connection.id } });
    }
    if (role && seat) follow(write, seat, role);
    if (role && !seat) seatNew(write, { personId, accountId, role, told });
    used(write, connection);
    return personId;
  });
}

/** The role that the claims name, else the one for everybody. @throws SsoRefusal for one that is not given any more */
export async function roleFor(scope: Scope, connection: SsoConnection, told: Told): Promise<Role> {
  const rule = connection.roleRules.find(({ value }) => told.values.includes(value));
  const id = rule?.roleId ?? connection.roleId;
  const [role] = await scope.select(roles, and(eq(roles.id, id), isNull(roles.retiredAt))).limit(1);
  if (!role || leads(role)) throw new SsoRefusal('role_retired');
  return role;
}

const isReason = (verdict: Verdict): verdict is Reason => (reasons as readonly string[]).includes(verdict);

const subjectOf = ({ id: connectionId }: SsoConnection, { issuer, subject }: Told): Subject => ({
  connectionId,
  issuer,
  subject,
});

async function addressOf(scope: Scope, { accountId }: SsoConnection, told: Told): Promise<Address> {
  if (told.email === undefined) return 'missing';
  if (!told.emailVerified) return 'unverified';
  const theirs = and(isVerified(domainOf(told.email)), eq(ssoDomains.accountId, accountId));
  return (await scope.count(ssoDomains, theirs)) > 0 ? 'proven' : 'foreign';
}

function newPerson(write: Write, { email = '', name, locale = '' }: Told): string {
  const liked = locale.slice(0, 2).toLowerCase() as Locale;
  const spoken = locales.includes(liked) ? { locale: liked } : {};
  const called = name ?? email.slice(0, email.lastIndexOf('@'));
  return write.insert(people, { email, name: called, ...spoken }).id;
}

type Seating = { personId: string; accountId: string; role: Role; told: Told };

/** Who was invited too has come. */
function seatNew(write: Write, { personId, accountId, role, told }: Seating): void {
  write.insert(memberships, { personId, accountId, roleId: role.id });
  stillGiven(write, role.id);
  const waiting = and(
    eq(invitations.accountId, accountId),
    eq(invitations.email, told.email ?? ''),
    isNull(invitations.acceptedAt),
    isNull(invitations.revokedAt),
  );
  write.mark(invitations, waiting, { acceptedAt: new Date() });
  write.record('person.joined', { id: personId, accountId }, { data: { roleId: role.id, through: 'sso' } });
}

/** Where roles go by a claim, they do so each time; but nobody who leads the account stops leading it by one. */
function follow(write: Write, seat: Membership, role: Role): void {
  if (seat.roleId === role.id || leadingIds.includes(seat.roleId)) return;
  write.update(memberships, seat, { roleId: role.id });
  stillGiven(write, role.id);
  write.record('membership.changed', seat, { data: { from: seat.roleId, to: role.id, through: 'sso' } });
}

/** Nobody has taken the person into the house meanwhile, nor into another account who was in none. */
function stillTheirs(
  write: Write,
  verdict: Verdict,
  { personId, accountId }: { personId: string; accountId: string },
) {
  const foreign = verdict === 'link' ? eq(memberships.accountId, HOUSE_ID) : undefined;
  const there = and(eq(memberships.personId, personId), ne(memberships.accountId, accountId), foreign);
  write.require(sql`not exists (select 1 from ${memberships} where ${there})`, new SsoRefusal('not_yours'));
}

/** The connection and its domain are still what they were when they were looked at. */
function stillVouched(write: Write, connection: SsoConnection, { email = '' }: Told): void {
  const same = and(eq(ssoConnections.id, connection.id), eq(ssoConnections.issuer, connection.issuer));
  const theirs = and(isVerified(domainOf(email)), eq(ssoDomains.accountId, connection.accountId));
  write.require(
    sql`exists (select 1 from ${ssoConnections} where ${same})
      and exists (select 1 from ${ssoDomains} where ${theirs})`,
    new SsoRefusal('foreign_domain'),
  );
}

/** At most once in five minutes. */
function used(write: Write, { id, lastUsedAt }: SsoConnection): void {
  if (lastUsedAt && lastUsedAt.getTime() > Date.now() - USED_MS) return;
  write.mark(ssoConnections, eq(ssoConnections.id, id), { lastUsedAt: new Date() });
}
