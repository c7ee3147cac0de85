import { and, eq, isNull, sql } from 'drizzle-orm';

import { can, isMember, kindOf, type Member } from '#api/core/actor.ts';
import { changes } from '#api/core/changes.ts';
import { allow, conflict, forbidden, invalid, stale } from '#api/core/errors.ts';
import { HOUSE_ID } from '#api/core/house.ts';
import type { Scope } from '#api/core/scope.ts';
import type { Write } from '#api/core/write.ts';
import type { AccountKind } from '#db/enums.ts';
import { newId } from '#db/ids.ts';
import { invitations, memberships, roles, type Role } from '#db/schema/people.ts';
import { cutTo, wrongFields } from './field-rights.ts';
import { holds } from './policy.ts';
import * as queries from './queries.ts';
import { ownSeat } from './seats.ts';
import { wrongRights } from './rights.ts';
import type { CreateRole, EditRole } from './schemas.ts';

/** The roles of an account's kind, those of everybody and its own. */
export const listRoles = (scope: Scope, account: { id: string; kind: AccountKind }) =>
  queries.listRoles(scope, account.kind, account.id);

/** The roles that all accounts of their kind may give. */
export const listHouseRoles = (scope: Scope) => queries.listHouseRoles(scope);

/** @throws 404 for a role that the actor does not reach */
export const findRole = (scope: Scope, id: string): Promise<Role> => scope.find(roles, id);

/** Whether the actor may change a role: one of his own account's, or as staff one that all may give. */
export const canChangeRole = (actor: Member, role: Role): boolean =>
  can(actor, 'people.manage') &&
  !role.preset &&
  role.retiredAt === null &&
  role.accountId === ownerOf(actor) &&
  (role.kind !== kindOf(actor) || holds(actor, role));

/**
 * A role that the house makes is for all accounts of a kind, one that an account makes is for itself.
 *
 * @throws 403 for more than the actor may himself, 409 for a name that is taken, 422 for rights that do not go so far
 */
export async function createRole(scope: Scope, { name, kind, rights, fields }: CreateRole): Promise<Role> {
  const { actor } = scope;
  allow(isMember(actor) && can(actor, 'people.manage'));
  const own = kindOf(actor);
  const wanted = actor.kind === 'staff' ? (kind ?? own) : own;
  check(actor, { kind: wanted, rights, fields });
  return scope.write((write) => {
    const id = newId('role');
    const owned = { accountId: ownerOf(actor) };
    const role = write.insert(roles, { id, key: id, kind: wanted, name, rights, fields, ...owned });
    oneOfItsName(write, role);
    write.record('role.created', { id, accountId: actor.accountId }, { data: { rights, fields } });
    return role;
  });
}

/** What is changed holds at once for everybody who has the role. @throws 403, 404, 409, 412, 422 */
export async function editRole(scope: Scope, id: string, version: number, change: EditRole): Promise<Role> {
  const { actor, role } = await roleFor(scope, id, version);
  const rights = change.rights ?? role.rights;
  const next = { ...role, ...change, fields: change.fields ?? cutTo(role.fields, rights) };
  check(actor, next);
  await scope.write((write) => {
    write.update(roles, role, { ...change, fields: next.fields });
    oneOfItsName(write, next);
    const opened = { from: role.fields, to: next.fields };
    const data = { from: role.rights, to: next.rights, fields: opened };
    const values = changes(role, { name: next.name }, { name: 'account' });
    write.record('role.changed', { id, accountId: role.accountId ?? HOUSE_ID }, { data, values });
  });
  return { ...next, version: version + 1 };
}

/** @throws 403, 404, 409 `people.role_in_use` while somebody has it or is asked to have it, 412 */
export async function retireRole(scope: Scope, id: string, version: number): Promise<void> {
  const { role } = await roleFor(scope, id, version);
  const held = and(eq(memberships.roleId, id), isNull(memberships.endedAt));
  const promised = and(
    eq(invitations.roleId, id),
    isNull(invitations.acceptedAt),
    isNull(invitations.revokedAt),
  );
  await scope.write((write) => {
    write.update(roles, role, { retiredAt: new Date() });
    const used = sql`exists (select 1 from ${memberships} where ${held})
      or exists (select 1 from ${invitations} where ${promised})`;
    write.require(sql`not (${used})`, conflict('people.role_in_use'));
    write.record('role.retired', { id, accountId: role.accountId ?? HOUSE_ID });
  });
}

async function roleFor(scope: Scope, id: string, version: number): Promise<{ actor: Member; role: Role }> {
  const { actor } = scope;
  allow(isMember(actor) && can(actor, 'people.manage'));
  const [role, mine] = await Promise.all([findRole(scope, id), ownSeat(scope)]);
  // Somebody else was quicker: that nobody changes it any more comes after it.
  if (role.retiredAt && role.version !== version) throw stale();
  allow(canChangeRole(actor, role) && mine?.roleId !== id);
  if (role.version !== version) throw stale();
  return { actor, role };
}

/** @throws 422 by right and group, 403 */
function check(actor: Member, role: Pick<Role, 'kind' | 'rights' | 'fields'>): void {
  const { kind, rights, fields } = role;
  const wrong = { ...wrongRights(kind, rights, 'rights'), ...wrongFields(kind, fields, rights) };
  if (Object.keys(wrong).length) throw invalid(wrong);
  if (kind === kindOf(actor) && !holds(actor, role)) throw forbidden('people.role_reaches_further');
}

function oneOfItsName(write: Write, { id, kind, name, accountId }: Role): void {
  const same = and(
    eq(roles.kind, kind),
    isNull(roles.retiredAt),
    sql`${roles.id} <> ${id}`,
    sql`lower(${roles.name}) = lower(${name})`,
    sql`${roles.accountId} is ${accountId}`,
  );
  write.require(sql`not exists (select 1 from ${roles} where ${same})`, conflict('people.role_name_taken'));
}

/** The house makes roles for everybody. */
const ownerOf = (actor: Member): string | null => (actor.kind === 'staff' ? null : actor.accountId);
