import { inArray } from 'drizzle-orm';

import type { Scope } from '#api/core/scope.ts';
import { accounts, type Account } from '#db/schema/accounts.ts';
import { fieldsOf, type Fields } from './policy.ts';
import { engagementsWith } from './queries.ts';
import { groupOfValue } from './recorded.ts';

/** Whether a value that an event recorded is of a group that its reader may read now. */
export function readsValue(fields: Fields | undefined, event: string, field: string): boolean {
  const group = event.startsWith('contact.') ? 'contacts' : groupOfValue(field);
  return group === undefined || (fields !== undefined && fields[group].access !== 'none');
}

const IS_ABOUT_FIELDS = /^(account|contact)\./;

/** The activity is no second door to the fields of companies: it tells those that are open to its reader now. */
export async function tellerOf(scope: Scope, found: { name: string; accountId: string }[]) {
  const about = found.filter(({ name }) => IS_ABOUT_FIELDS.test(name));
  const ids = [...new Set(about.map(({ accountId }) => accountId))];
  const [rows, engaged] = await Promise.all([
    ids.length ? scope.select(accounts, inArray(accounts.id, ids)) : [],
    engagementsWith(scope, ids),
  ]);
  const fields = new Map(
    (rows as Account[]).map((account) => [
      account.id,
      fieldsOf(scope.actor, account, engaged.get(account.id)),
    ]),
  );
  return ({ name, accountId }: { name: string; accountId: string }, field: string): boolean =>
    !IS_ABOUT_FIELDS.test(name) || readsValue(fields.get(accountId), name, field);
}
