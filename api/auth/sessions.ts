import { and, desc, eq, gt, inArray, ne, type SQL } from 'drizzle-orm';
import { SQLiteSyncDialect } from 'drizzle-orm/sqlite-core';
import { sql } from 'drizzle-orm';
import { generateIdFromEntropySize, type Session } from 'lucia';

import { notFound } from '#api/core/errors.ts';
import { hash } from '#api/core/idempotency.ts';
import type { Write } from '#api/core/write.ts';
import type { Database } from '#db/client.ts';
import { memberships, sessions } from '#db/schema/people.ts';
import { ABSOLUTE_MS, IDLE, type createLucia } from './lucia.ts';
import type { Assurance } from './methods.ts';
import type { Visit } from './visit.ts';

const SESSION_BYTES = 25;
const SHOWN = 50;
const dialect = new SQLiteSyncDialect();

export type Whose = { personId: string; membershipId: string };
type Facts = {
  assurance: Assurance;
  deviceId?: string | null;
  /** What it follows on: its time goes on running. */
  createdAt?: Date;
  provenAt?: Date;
  /** The provider that has vouched for the person. */
  connectionId?: string | null;
  /** Through the eyes of which membership it looks, and how long. */
  viewing?: { id: string; until: Date };
};

/**
 * Ends the sessions of a person as part of a batch: whose rights change, who is disabled and whose password is new
 * signs in again.
 *
 * @param except the session that may stay, as its cookie has it
 */
export function endSessionsOf(write: Write, personId: string, { except }: { except?: string } = {}): void {
  const others = and(eq(sessions.userId, personId), except ? ne(sessions.id, hash(except)) : undefined);
  write.also({ toSQL: () => dialect.sqlToQuery(sql`delete from ${sessions} where ${others}`) });
}

/** Ends whatever sessions act for an account. */
export function endSessionsIn(write: Write, accountId: string): void {
  const seats = sql`select ${memberships.id} from ${memberships} where ${eq(memberships.accountId, accountId)}`;
  const there = sql`delete from ${sessions} where ${sessions.membershipId} in (${seats})`;
  write.also({ toSQL: () => dialect.sqlToQuery(there) });
}

/**
 * Ends the sessions of an account that were opened otherwise than by its provider.
 *
 * @param except the session that may stay, as its cookie has it
 * @param only of which memberships; of all where none is named
 */
export function endOtherSessionsIn(
  write: Write,
  { accountId, id }: { accountId: string; id: string },
  { except, only }: { except?: string; only?: string[] } = {},
): void {
  const seats = sql`select ${memberships.id} from ${memberships} where ${eq(memberships.accountId, accountId)}`;
  const others = and(
    sql`${sessions.membershipId} in (${seats})`,
    sql`${sessions.connectionId} is not ${id}`,
    except ? ne(sessions.id, hash(except)) : undefined,
    only ? inArray(sessions.membershipId, only) : undefined,
  );
  write.also({ toSQL: () => dialect.sqlToQuery(sql`delete from ${sessions} where ${others}`) });
}

/** Ends whatever a provider has vouched for. */
export function endSessionsThrough(write: Write, connectionId: string): void {
  const through = sql`delete from ${sessions} where ${eq(sessions.connectionId, connectionId)}`;
  write.also({ toSQL: () => dialect.sqlToQuery(through) });
}

/** Who is signed in where. A session is a row; its cookie holds a secret of 200 random bits. */
export class Sessions {
  readonly #db: Database;
  readonly #lucia: ReturnType<typeof createLucia>;

  constructor(db: Database, lucia: ReturnType<typeof createLucia>) {
    this.#db = db;
    this.#lucia = lucia;
  }

  /** @returns the `Set-Cookie` value */
  open(
    write: Write,
    { personId, membershipId }: Whose,
    visit: Pick<Visit, 'label' | 'ipPrefix'>,
    facts: Facts,
  ) {
    const secret = generateIdFromEntropySize(SESSION_BYTES);
    const now = new Date();
    const {
      assurance,
      deviceId = null,
      createdAt = now,
      provenAt = now,
      connectionId = null,
      viewing,
    } = facts;
    write.also(
      this.#db.direct.insert(sessions).values({
        id: hash(secret),
        userId: personId,
        membershipId,
        expiresAt: Math.floor((now.getTime() + IDLE.milliseconds()) / 1_000),
        label: visit.label,
        ipPrefix: visit.ipPrefix,
        seenAt: now,
        assurance,
        deviceId,
        createdAt,
        provenAt,
        connectionId,
        viewingId: viewing?.id,
        viewingUntil: viewing?.until,
      }),
    );
    return this.#lucia.createSessionCookie(secret).serialize();
  }

  /** The same person goes on under a new secret; the old one is worth nothing any more. */
  follow(
    write: Write,
    old: Session,
    whose: Whose,
    facts: Partial<Pick<Facts, 'assurance' | 'provenAt' | 'viewing'>> = {},
  ) {
    this.end(write, old.id);
    const { label, ipPrefix, deviceId, createdAt, provenAt, connectionId } = old;
    const assurance = old.assurance === 2 ? 2 : 1;
    const kept = { assurance, deviceId, createdAt, provenAt, connectionId } as const;
    return this.open(write, whose, { label, ipPrefix }, { ...kept, ...facts });
  }

  /** @param secret what the cookie holds */
  end(write: Write, secret: string | undefined): void {
    if (secret) write.also(this.#db.direct.delete(sessions).where(eq(sessions.id, hash(secret))));
  }

  /** @throws 404 */
  endOne(write: Write, personId: string, handle: string): void {
    write.also(
      this.#db.direct.delete(sessions).where(and(eq(sessions.userId, personId), eq(sessions.handle, handle))),
    );
    write.requireOne(notFound('sessions'));
  }

  /** @param secrets what cookies hold @returns those whose sessions still work */
  async alive(secrets: string[]): Promise<Set<string>> {
    const byHash = new Map(secrets.map((secret) => [hash(secret), secret]));
    const found = await this.#db.reader
      .select({ id: sessions.id })
      .from(sessions)
      .where(and(inArray(sessions.id, [...byHash.keys()]), ...alive()));
    return new Set(found.flatMap(({ id }) => byHash.get(id) ?? []));
  }

  /** Those that still work, the last used first. */
  list(personId: string) {
    const { handle, label, ipPrefix, seenAt, createdAt } = sessions;
    return this.#db.reader
      .select({ id: handle, label, ipPrefix, seenAt, createdAt })
      .from(sessions)
      .where(and(eq(sessions.userId, personId), ...alive()))
      .orderBy(desc(seenAt))
      .limit(SHOWN);
  }
}

const alive = (): SQL[] => [
  gt(sessions.expiresAt, Math.floor(Date.now() / 1_000)),
  gt(sessions.createdAt, new Date(Date.now() - ABSOLUTE_MS)),
];
