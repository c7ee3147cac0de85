import { DrizzleSQLiteAdapter } from '@lucia-auth/adapter-drizzle';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { Lucia, TimeSpan, type DatabaseSession, type DatabaseUser } from 'lucia';

import { hash } from '#api/core/idempotency.ts';
import type { Database } from '#db/client.ts';
import { accounts } from '#db/schema/accounts.ts';
import { memberships, people, roles, sessions } from '#db/schema/people.ts';

export const IDLE = new TimeSpan(14, 'd');
export const ABSOLUTE_MS = new TimeSpan(30, 'd').milliseconds();

/** Everything a request must know about who sends it, in one joined query. */
const whoIsThis = (db: Database) =>
  db.reader
    .select({
      session: sessions,
      person: people,
      membership: memberships,
      rights: roles.rights,
      fields: roles.fields,
      account: { id: accounts.id, name: accounts.name, kind: accounts.kind },
      asksSecond: sql<number>`${accounts.secondFactorAt} is not null`.mapWith(Boolean),
      accounts: myAccounts,
      hasSecond: secondFactor,
      isElsewhere: otherAccount,
    })
    .from(sessions)
    .innerJoin(people, and(eq(people.id, sessions.userId), isNull(people.disabledAt)))
    .innerJoin(memberships, and(eq(memberships.id, sessions.membershipId), isNull(memberships.endedAt)))
    .innerJoin(roles, eq(roles.id, memberships.roleId))
    .innerJoin(accounts, and(eq(accounts.id, memberships.accountId), isNull(accounts.closedAt)))
    .where(eq(sessions.id, sql.placeholder('id')))
    .prepare();

/** All accounts the person may act for, as JSON: the switch in the header needs no query of its own. */
const myAccounts = sql<{ id: string; name: string }[]>`(
  select json_group_array(json_object('id', mine.id, 'name', mine.name))
  from memberships as belonging join accounts as mine on mine.id = belonging.account_id
  where belonging.person_id = ${people.id} and belonging.ended_at is null and mine.closed_at is null
)`.mapWith((json: string) => JSON.parse(json) as { id: string; name: string }[]);

/** Whether the person has set up a second factor. */
const secondFactor = sql<number>`exists (
  select 1 from totps where totps.person_id = ${people.id} and totps.confirmed_at is not null
)`.mapWith(Boolean);

/** Whether the person belongs to another account than the one that it acts for. */
const otherAccount = sql<number>`exists (
  select 1 from memberships as elsewhere
  where elsewhere.person_id = ${people.id} and elsewhere.ended_at is null
    and elsewhere.account_id <> ${memberships.accountId}
)`.mapWith(Boolean);

type Found = Awaited<ReturnType<ReturnType<typeof whoIsThis>['execute']>>[number];

/** Lucia's adapter, but the database holds only the hash of what the cookie holds. */
class Sessions extends DrizzleSQLiteAdapter {
  readonly #whoIsThis: ReturnType<typeof whoIsThis>;

  constructor(db: Database) {
    super(db.direct, sessions, people);
    this.#whoIsThis = whoIsThis(db);
  }

  override async getSessionAndUser(id: string): Promise<[DatabaseSession | null, DatabaseUser | null]> {
    const [found] = await this.#whoIsThis.execute({ id: hash(id) });
    if (!found || found.session.createdAt.getTime() + ABSOLUTE_MS < Date.now()) return [null, null];
    const { session, person, hasSecond, asksSecond, isElsewhere, ...rest } = found;
    const { id: _hash, userId, expiresAt, ...attributes } = session;
    return [
      {
        id,
        userId,
        expiresAt: new Date(expiresAt * 1_000),
        attributes: { ...attributes, hasSecond, asksSecond, isElsewhere },
      },
      { id: person.id, attributes: { person, ...rest } },
    ];
  }

  override setSession(session: DatabaseSession) {
    return super.setSession({ ...session, id: hash(session.id) });
  }

  override deleteSession(id: string) {
    return super.deleteSession(hash(id));
  }

  override updateSessionExpiration(id: string, expiresAt: Date) {
    return super.updateSessionExpiration(hash(id), expiresAt);
  }
}

export const createLucia = (db: Database, secure: boolean) =>
  new Lucia(new Sessions(db), {
    sessionExpiresIn: IDLE,
    sessionCookie: { name: secure ? '__Host-portico' : 'portico', attributes: { secure, sameSite: 'lax' } },
    getSessionAttributes: (attributes) => attributes,
    getUserAttributes: (found) => found,
  });

declare module 'lucia' {
  interface Register {
    Lucia: ReturnType<typeof createLucia>;
    DatabaseUserAttributes: Omit<Found, 'session' | 'hasSecond' | 'asksSecond' | 'isElsewhere'>;
    DatabaseSessionAttributes: Omit<Found['session'], 'id' | 'userId' | 'expiresAt'> & {
      hasSecond: boolean;
      asksSecond: boolean;
      isElsewhere: boolean;
    };
  }
}
