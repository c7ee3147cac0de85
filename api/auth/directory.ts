import { aliasedTable, and, asc, eq, isNull, sql } from 'drizzle-orm';

import type { Member } from '#api/core/actor.ts';
import { AppError } from '#api/core/errors.ts';
import type { Write } from '#api/core/write.ts';
import type { Database } from '#db/client.ts';
import { accounts } from '#db/schema/accounts.ts';
import { memberships, passwords, people, roles, type Person } from '#db/schema/people.ts';
import { memberOf } from './member.ts';

/** Who is who, for those who are not anybody yet: the doors ask before there is a scope. */
export class Directory {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Also by the address of an entry that was merged into that of the person. */
  async byEmail(email: string): Promise<Person | undefined> {
    const entry = aliasedTable(people, 'entry');
    const [found] = await this.#db.reader
      .select({ person: people })
      .from(entry)
      .innerJoin(people, eq(people.id, sql`coalesce(${entry.mergedIntoId}, ${entry.id})`))
      .where(eq(entry.email, email));
    return found?.person;
  }

  /** As whom a person may act, in the order in which the accounts were joined. */
  async membersOf(personId: string): Promise<Member[]> {
    const account = { id: accounts.id, name: accounts.name, kind: accounts.kind };
    const rows = await this.#db.reader
      .select({
        person: people,
        membership: memberships,
        rights: roles.rights,
        fields: roles.fields,
        account,
      })
      .from(memberships)
      .innerJoin(people, eq(people.id, memberships.personId))
      .innerJoin(roles, eq(roles.id, memberships.roleId))
      .innerJoin(accounts, and(eq(accounts.id, memberships.accountId), isNull(accounts.closedAt)))
      .where(and(eq(memberships.personId, personId), isNull(memberships.endedAt), isNull(people.disabledAt)))
      .orderBy(asc(memberships.createdAt), asc(memberships.id));
    return rows.map(memberOf);
  }

  async byId(id: string): Promise<Person | undefined> {
    const [person] = await this.#db.reader.select().from(people).where(eq(people.id, id));
    return person;
  }

  /** Asks for nobody's, too: time does not tell who is known. */
  async passwordOf(personId: string | undefined): Promise<string | undefined> {
    return (await this.secretOf(personId ?? 'nobody'))?.hash;
  }

  async secretOf(personId: string) {
    const [secret] = await this.#db.reader.select().from(passwords).where(eq(passwords.personId, personId));
    return secret;
  }

  /** @throws 410 in the batch, for who is shut out or has gone on as somebody else */
  requireOpen(write: Write, personId: string): void {
    const open = and(eq(people.id, personId), isNull(people.disabledAt));
    write.require(sql`exists (select 1 from ${people} where ${open})`, new AppError(410, 'codes.spent'));
  }

  setPassword(
    write: Write,
    personId: string,
    { hash, short = false }: { hash: string; short?: boolean },
  ): void {
    const values = { personId, hash, short, changedAt: new Date() };
    const insert = this.#db.direct.insert(passwords).values(values);
    write.also(insert.onConflictDoUpdate({ target: passwords.personId, set: values }));
  }

  removePassword(write: Write, personId: string): void {
    write.also(this.#db.direct.delete(passwords).where(eq(passwords.personId, personId)));
  }

  /** Somebody who is a program: in the place of an address is what no door takes for one. */
  addProgram(write: Write, id: string, name: string): void {
    write.also(this.#db.direct.insert(people).values({ id, name, email: id, robot: true }));
  }

  /** The same password, hashed as is done today. */
  renewHash(write: Write, personId: string, hash: string): void {
    write.also(this.#db.direct.update(passwords).set({ hash }).where(eq(passwords.personId, personId)));
  }
}
