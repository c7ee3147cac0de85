import { and, eq, gt, isNull, lt, or } from 'drizzle-orm';

import { narrowed } from '#api/core/actor.ts';
import { hash } from '#api/core/idempotency.ts';
import type { Database } from '#db/client.ts';
import { randomText } from '#db/ids.ts';
import { accounts } from '#db/schema/accounts.ts';
import { memberships, people, roles } from '#db/schema/people.ts';
import { tokens } from '#db/schema/tokens.ts';

const TOUCH_MS = 5 * 60_000;
/** Of five random bits each. */
const SECRET_LENGTH = 52;
const SHOWN_LENGTH = 8;
const MARK = 'pt_';

/** A new token: what its owner sees once, and what is kept of it. */
export function mint(): { secret: string; hash: string; prefix: string } {
  const secret = `${MARK}${randomText(SECRET_LENGTH)}`;
  return { secret, hash: hash(secret), prefix: secret.slice(0, MARK.length + SHOWN_LENGTH) };
}

/** Who acts when a token is shown. */
export class Tokens {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** @returns nothing for a token that is unknown, revoked or over, or whose person or account is shut out */
  async find(secret: string) {
    const [found] = await this.#db.reader
      .select({
        token: tokens,
        person: people,
        membership: memberships,
        rights: roles.rights,
        fields: roles.fields,
        account: { id: accounts.id, name: accounts.name, kind: accounts.kind },
      })
      .from(tokens)
      .innerJoin(people, and(eq(people.id, tokens.personId), isNull(people.disabledAt)))
      .innerJoin(memberships, and(eq(memberships.id, tokens.membershipId), isNull(memberships.endedAt)))
      .innerJoin(roles, eq(roles.id, memberships.roleId))
      .innerJoin(accounts, and(eq(accounts.id, tokens.accountId), isNull(accounts.closedAt)))
      .where(and(eq(tokens.hash, hash(secret)), isNull(tokens.revokedAt), gt(tokens.expiresAt, new Date())));
    if (!found) return undefined;
    const { token, rights, ...who } = found;
    return { token, ...who, rights: narrowed(rights, token.scopes), accounts: [who.account] };
  }

  /** Remembers the use, at most once in five minutes. */
  async touch({ id, lastUsedAt }: { id: string; lastUsedAt: Date | null }): Promise<void> {
    const old = new Date(Date.now() - TOUCH_MS);
    if (lastUsedAt && lastUsedAt > old) return;
    const unused = or(isNull(tokens.lastUsedAt), lt(tokens.lastUsedAt, old));
    await this.#db.direct
      .update(tokens)
      .set({ lastUsedAt: new Date() })
      .where(and(eq(tokens.id, id), unused));
  }
}
