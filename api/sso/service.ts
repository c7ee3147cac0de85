import { and, eq, isNotNull, sql } from 'drizzle-orm';

import { requireBreakGlass } from '#api/auth/break-glass.ts';
import { endOtherSessionsIn, endSessionsThrough } from '#api/auth/sessions.ts';
import { changes } from '#api/core/changes.ts';
import { allow, conflict, invalid, stale } from '#api/core/errors.ts';
import { OutboundError } from '#api/core/outbound.ts';
import type { Scope } from '#api/core/scope.ts';
import { roleToGive, stillGiven } from '#api/people/giving.ts';
import { leads } from '#api/people/roles.ts';
import type { Self } from '#api/profile/self.ts';
import { isUniqueViolation } from '#db/errors.ts';
import { newId } from '#db/ids.ts';
import { accounts, type Account } from '#db/schema/accounts.ts';
import { ssoConnections, ssoDomains, type SsoConnection } from '#db/schema/sso.ts';
import { canManage } from './policy.ts';
import * as queries from './queries.ts';
import type { CreateConnection, EditConnection, NameBreakGlass } from './schemas.ts';
import type { Sso } from './sso.ts';

const SECRET = 'sso';

/** Who looks after a connection: in person, and having just shown who it is. */
export type Keeper = { self: Self; scope: Scope; sso: Sso };

/** An account with all that its single sign-on is made of. */
export type Setting = Awaited<ReturnType<typeof findSetting>>;

/** Of the account that is named, or the actor's own. @throws 404 for an account out of reach */
export async function findSetting(scope: Scope, accountId: string) {
  const account = await scope.find(accounts, accountId);
  const connection = await queries.connectionOf(scope, accountId);
  const [domains, leaders, failures] = await Promise.all([
    queries.domainsOf(scope, accountId),
    queries.leadersOf(scope, account),
    connection ? queries.failuresOf(scope, connection.id) : [],
  ]);
  return { account, connection, domains, leaders, failures, mayManage: canManage(scope.actor, account) };
}

export const findConnection = (scope: Scope, id: string): Promise<SsoConnection> =>
  scope.find(ssoConnections, id);

/** @throws 401, 403, 404, 409 `sso.already_connected`, 422 */
export async function createConnection(keeper: Keeper, input: CreateConnection): Promise<SsoConnection> {
  const { self, scope, sso } = keeper;
  const { account: accountId = self.actor.accountId, clientSecret, ...settings } = input;
  const account = await manageable(keeper, accountId);
  requireIssuer(sso, settings.issuer);
  await requireRoles(scope, account, settings);
  const id = newId('sso');
  const secret = clientSecret === null ? null : self.auth.secrets.lock(SECRET, id, clientSecret);
  return scope
    .write((write) => {
      const row = { id, accountId, ...settings, clientSecret: secret, breakGlass: [] };
      const connection = write.insert(ssoConnections, row);
      for (const roleId of rolesIn(settings)) stillGiven(write, roleId);
      write.record('sso.connected', connection, {
        values: { issuer: { after: settings.issuer, audience: 'account' } },
      });
      return connection;
    })
    .catch((error: unknown) => {
      throw isUniqueViolation(error) ? conflict('sso.already_connected') : error;
    });
}

/**
 * Another issuer knows people by other names, so those of the one before are forgotten. While the provider is the only
 * way in, it cannot be changed for one that nobody has tried.
 *
 * @throws 401, 403, 404, 409 `sso.enforced_now`, 412, 422
 */
export async function editConnection(
  keeper: Keeper,
  id: string,
  version: number,
  { clientSecret, ...change }: EditConnection,
): Promise<SsoConnection> {
  const { self, scope, sso } = keeper;
  const { connection, account } = await connectionFor(keeper, id, version);
  const after = { ...connection, ...change };
  const isMoved = after.issuer !== connection.issuer;
  const isOther = isMoved || after.clientId !== connection.clientId || clientSecret !== undefined;
  if (isOther && connection.enforcedAt) throw conflict('sso.enforced_now');
  if (isMoved) requireIssuer(sso, after.issuer);
  await requireRoles(scope, account, after);
  const secret =
    clientSecret === undefined
      ? {}
      : { clientSecret: clientSecret && self.auth.secrets.lock(SECRET, id, clientSecret) };
  const values = changes(connection, change, RECORDED);
  await scope.write((write) => {
    write.update(ssoConnections, connection, {
      ...change,
      ...secret,
      ...(isOther ? { triedAt: null } : {}),
    });
    for (const roleId of rolesIn(after)) stillGiven(write, roleId);
    if (isMoved) {
      self.auth.identities.forget(write, id);
      endSessionsThrough(write, id);
    }
    write.record('sso.changed', connection, { values, data: { secret: clientSecret !== undefined } });
  });
  return findConnection(scope, id);
}

const RECORDED = {
  issuer: 'account',
  clientId: 'account',
  roleId: 'account',
  roleClaim: 'account',
  roleRules: 'account',
} as const;

/** People come in by their own ways again; who has none asks for a link. @throws 401, 403, 404, 412 */
export async function removeConnection(keeper: Keeper, id: string, version: number): Promise<void> {
  const { self, scope } = keeper;
  const { connection } = await connectionFor(keeper, id, version);
  await scope.write((write) => {
    write.update(ssoConnections, connection, { enforcedAt: null });
    endSessionsThrough(write, id);
    self.auth.identities.forget(write, id);
    write.remove(ssoConnections, eq(ssoConnections.id, id));
    write.record('sso.removed', connection);
  });
}

/**
 * From now on the provider is the only way in, and whoever came in otherwise signs in again; but not who has just
 * switched it on.
 *
 * @throws 401, 403, 404, 409 `sso.not_tried`, `sso.no_domain`, `sso.last_break_glass`, `sso.already_enforced`, 412
 */
export async function enforce(keeper: Keeper, id: string, version: number): Promise<void> {
  const { self, scope } = keeper;
  const { connection } = await connectionFor(keeper, id, version);
  const { accountId } = connection;
  if (connection.enforcedAt) throw conflict('sso.already_enforced');
  if (!connection.triedAt) throw conflict('sso.not_tried');
  await scope.write((write) => {
    write.update(ssoConnections, connection, { enforcedAt: new Date() });
    const theirs = and(eq(ssoDomains.accountId, accountId), isNotNull(ssoDomains.verifiedAt));
    write.require(sql`exists (select 1 from ${ssoDomains} where ${theirs})`, conflict('sso.no_domain'));
    requireBreakGlass(write, { accountId });
    endOtherSessionsIn(write, connection, { except: self.session.id });
    write.record('sso.enforced', connection);
  });
}

/** The other ways in are open again. @throws 401, 403, 404, 409 `sso.not_enforced`, 412 */
export async function relax(keeper: Keeper, id: string, version: number): Promise<void> {
  const { connection } = await connectionFor(keeper, id, version);
  if (!connection.enforcedAt) throw conflict('sso.not_enforced');
  await keeper.scope.write((write) => {
    write.update(ssoConnections, connection, { enforcedAt: null });
    write.record('sso.relaxed', connection);
  });
}

/** Says who comes in should the provider fail. @throws 401, 403, 404, 409 `sso.last_break_glass`, 412, 422 */
export async function nameBreakGlass(
  keeper: Keeper,
  id: string,
  version: number,
  { memberships: named }: NameBreakGlass,
): Promise<void> {
  const { scope } = keeper;
  const { connection, account } = await connectionFor(keeper, id, version);
  const { accountId } = connection;
  const able = (await queries.leadersOf(scope, account)).filter(({ isAble }) => isAble);
  if (named.some((one) => !able.some((leader) => leader.id === one)))
    throw invalid({ memberships: 'not_able' });
  const unnamed = connection.breakGlass.filter((one) => !named.includes(one));
  await scope.write((write) => {
    write.update(ssoConnections, connection, { breakGlass: named });
    requireBreakGlass(write, { accountId });
    if (connection.enforcedAt && unnamed.length) endOtherSessionsIn(write, connection, { only: unnamed });
    const values = {
      breakGlass: { before: connection.breakGlass, after: named, audience: 'account' },
    } as const;
    write.record('sso.changed', connection, { values });
  });
}

/** @throws 403, 404, 412 */
export async function connectionFor(keeper: Keeper, id: string, version?: number) {
  const connection = await findConnection(keeper.scope, id);
  const account = await manageable(keeper, connection.accountId);
  if (version !== undefined && connection.version !== version) throw stale();
  return { connection, account };
}

/** @throws 401 `auth.prove_again`, 403, 404 */
export async function manageable({ self, scope }: Keeper, accountId: string): Promise<Account> {
  const account = await scope.find(accounts, accountId);
  allow(canManage(scope.actor, account));
  self.requireFresh('sso.change');
  return account;
}

function requireIssuer(sso: Sso, issuer: string): void {
  try {
    sso.outbound.check(new URL(issuer));
  } catch (error) {
    throw error instanceof OutboundError ? invalid({ issuer: `issuer_${error.fault}` }) : error;
  }
}

type Giving = Pick<SsoConnection, 'roleId' | 'roleRules'>;

const rolesIn = ({ roleId, roleRules }: Giving): string[] => [
  ...new Set([roleId, ...roleRules.map((rule) => rule.roleId)]),
];

/** Nobody comes to lead an account by a claim. @throws 403, 404, 422 */
async function requireRoles(scope: Scope, account: Account, giving: Giving): Promise<void> {
  for (const roleId of rolesIn(giving)) {
    const role = await roleToGive(scope, account, roleId);
    if (leads(role)) throw invalid({ roleId: 'leads' });
  }
}
