import { and, eq } from 'drizzle-orm';

import type { Write } from '#api/core/write.ts';
import { goesOn } from '#api/people/becoming.ts';
import type { Database } from '#db/client.ts';
import { newId } from '#db/ids.ts';
import { people } from '#db/schema/people.ts';
import { identities, type Identity } from '#db/schema/sso.ts';

/** Whom a provider speaks of: its own name for somebody, through one of our connections to it. */
export type Subject = Pick<Identity, 'connectionId' | 'issuer' | 'subject'>;

/** Which person a provider means. */
export class Identities {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Also by the name of an entry that was merged into that of the person. */
  async personOf({ connectionId, issuer, subject }: Subject): Promise<string | undefined> {
    const same = and(
      eq(identities.connectionId, connectionId),
      eq(identities.issuer, issuer),
      eq(identities.subject, subject),
    );
    const [found] = await this.#db.reader
      .select({ personId: goesOn })
      .from(identities)
      .innerJoin(people, eq(people.id, identities.personId))
      .where(same);
    return found?.personId;
  }

  /** As what the provider knows a person already. */
  async subjectOf(
    personId: string,
    { connectionId, issuer }: Omit<Subject, 'subject'>,
  ): Promise<string | undefined> {
    const same = and(
      eq(identities.connectionId, connectionId),
      eq(identities.issuer, issuer),
      eq(identities.personId, personId),
    );
    const [found] = await this.#db.reader
      .select({ subject: identities.subject })
      .from(identities)
      .where(same);
    return found?.subject;
  }

  link(write: Write, subject: Subject, personId: string): void {
    const row = { id: newId('idn'), ...subject, personId, createdAt: new Date() };
    write.also(this.#db.direct.insert(identities).values(row));
  }

  /** Nobody is known through a connection any more. */
  forget(write: Write, connectionId: string): void {
    write.also(this.#db.direct.delete(identities).where(eq(identities.connectionId, connectionId)));
  }
}
