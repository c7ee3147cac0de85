import { and, eq, isNull, sql } from 'drizzle-orm';

import { forbidden, notFound } from '#api/core/errors.ts';
import type { Scope } from '#api/core/scope.ts';
import type { Write } from '#api/core/write.ts';
import { roles, type Role } from '#db/schema/people.ts';
import type { Account } from '#db/schema/accounts.ts';
import { canGive } from './policy.ts';
import { listRoles } from './queries.ts';

/** A role for somebody of an account. @throws 404 where there is none, 403 for more than the actor may give */
export async function roleToGive(
  scope: Scope,
  account: Pick<Account, 'id' | 'kind'>,
  roleId: string,
): Promise<Role> {
  const [role] = await scope.select(roles, and(eq(roles.id, roleId), isNull(roles.retiredAt))).limit(1);
  if (!role || role.kind !== account.kind) throw notFound('roles');
  if (role.accountId !== null && role.accountId !== account.id) throw notFound('roles');
  if (!canGive(scope.actor, role, account)) throw forbidden('people.role_reaches_further');
  return role;
}

/** The roles that the actor may give to people of an account, the narrowest first. */
export async function rolesToGive(scope: Scope, account: Pick<Account, 'id' | 'kind'>): Promise<Role[]> {
  const all = await listRoles(scope, account.kind, account.id);
  const mine = all.filter((role) => canGive(scope.actor, role, account));
  return mine.sort((a, b) => Object.keys(a.rights).length - Object.keys(b.rights).length);
}

/** The role may have been retired since it was read. */
export function stillGiven(write: Write, roleId: string): void {
  const given = and(eq(roles.id, roleId), isNull(roles.retiredAt));
  write.require(sql`exists (select 1 from ${roles} where ${given})`, notFound('roles'));
}
