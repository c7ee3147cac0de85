import { and, asc, eq, gt, isNotNull } from 'drizzle-orm';

import type { Secrets } from '#api/core/secrets.ts';
import type { Database } from '#db/client.ts';
import { totps } from '#db/schema/factors.ts';
import { mailboxes } from '#db/schema/mailboxes.ts';
import { ssoConnections } from '#db/schema/sso.ts';

const AT_ONCE = 500;

type Row = { id: string; locked: string | null };
/** Something that is kept encrypted, by whose id and for which purpose it is. */
type Locked = {
  purpose: string;
  rows(db: Database, after: string): Promise<Row[]>;
  keep(db: Database, row: Row, anew: string): PromiseLike<unknown>;
};

const LOCKED: Locked[] = [
  {
    purpose: 'totp',
    rows: (db, after) =>
      db.reader
        .select({ id: totps.personId, locked: totps.secret })
        .from(totps)
        .where(gt(totps.personId, after))
        .orderBy(asc(totps.personId))
        .limit(AT_ONCE),
    keep: (db, { id, locked }, secret) =>
      db.direct
        .update(totps)
        .set({ secret })
        .where(and(eq(totps.personId, id), eq(totps.secret, locked ?? ''))),
  },
  {
    purpose: 'sso',
    rows: (db, after) =>
      db.reader
        .select({ id: ssoConnections.id, locked: ssoConnections.clientSecret })
        .from(ssoConnections)
        .where(and(isNotNull(ssoConnections.clientSecret), gt(ssoConnections.id, after)))
        .orderBy(asc(ssoConnections.id))
        .limit(AT_ONCE),
    keep: (db, { id, locked }, clientSecret) =>
      db.direct
        .update(ssoConnections)
        .set({ clientSecret })
        .where(and(eq(ssoConnections.id, id), eq(ssoConnections.clientSecret, locked ?? ''))),
  },
  {
    purpose: 'mailbox',
    rows: (db, after) =>
      db.reader
        .select({ id: mailboxes.id, locked: mailboxes.hookSecret })
        .from(mailboxes)
        .where(gt(mailboxes.id, after))
        .orderBy(asc(mailboxes.id))
        .limit(AT_ONCE),
    keep: (db, { id, locked }, hookSecret) =>
      db.direct
        .update(mailboxes)
        .set({ hookSecret })
        .where(and(eq(mailboxes.id, id), eq(mailboxes.hookSecret, locked ?? ''))),
  },
  {
    purpose: 'mailbox',
    rows: (db, after) =>
      db.reader
        .select({ id: mailboxes.id, locked: mailboxes.imapUrl })
        .from(mailboxes)
        .where(and(isNotNull(mailboxes.imapUrl), gt(mailboxes.id, after)))
        .orderBy(asc(mailboxes.id))
        .limit(AT_ONCE),
    keep: (db, { id, locked }, imapUrl) =>
      db.direct
        .update(mailboxes)
        .set({ imapUrl })
        .where(and(eq(mailboxes.id, id), eq(mailboxes.imapUrl, locked ?? ''))),
  },
];

/**
 * After PORTICO_SECRET was changed: what the one before has locked is locked anew, so that the next start needs it no
 * more. What neither opens stays as it is, and so does what is set up anew meanwhile.
 *
 * @returns how many
 */
export async function relock(db: Database, secrets: Secrets): Promise<number> {
  let changed = 0;
  for (const kind of LOCKED)
    for await (const row of all(db, kind)) {
      const anew = secrets.relocked(kind.purpose, row.id, row.locked ?? '');
      if (anew !== undefined) await kind.keep(db, row, anew);
      if (anew !== undefined) changed += 1;
    }
  return changed;
}

async function* all(db: Database, { rows }: Locked): AsyncGenerator<Row> {
  for (let after: string | undefined = ''; after !== undefined;) {
    const found: Row[] = await rows(db, after);
    yield* found;
    after = found.length === AT_ONCE ? found.at(-1)?.id : undefined;
  }
}
