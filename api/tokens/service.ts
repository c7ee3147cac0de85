import { and, eq, gt, isNull, sql } from 'drizzle-orm';

import { mint } from '#api/auth/tokens.ts';
import { isMember, kindOf, type Member } from '#api/core/actor.ts';
import { allow, conflict, forbidden, invalid } from '#api/core/errors.ts';
import type { Page } from '#api/core/paging.ts';
import type { Scope } from '#api/core/scope.ts';
import type { Write } from '#api/core/write.ts';
import { cutTo } from '#api/people/field-rights.ts';
import { within } from '#api/people/policy.ts';
import { wrongRights } from '#api/people/rights.ts';
import type { Self } from '#api/profile/self.ts';
import { newId } from '#db/ids.ts';
import { memberships, roles } from '#db/schema/people.ts';
import { tokens } from '#db/schema/tokens.ts';
import { canMake, canRevoke } from './policy.ts';
import * as queries from './queries.ts';
import type { CreateToken, ListTokens } from './schemas.ts';

export type { FoundToken } from './queries.ts';
export type SeenToken = queries.FoundToken & { mayRevoke: boolean };

const DAY_MS = 86_400_000;
/** Somebody who needs more has lost sight of them. */
const MOST = 50;

/** Those of the account that the actor acts for, unless another one is named. */
export async function listTokens(
  scope: Scope,
  { account, ...paging }: ListTokens,
): Promise<Page<SeenToken> & { total: number }> {
  const { actor } = scope;
  allow(isMember(actor));
  const page = await queries.listTokens(scope, account ?? actor.accountId, paging);
  return { ...page, items: page.items.map((token) => seen(scope, token)) };
}

/**
 * A token for oneself, or for a program that acts for the account and stays when its maker leaves.
 *
 * @returns the secret, which nobody is ever told again
 * @throws 401 `auth.prove_again`, 403 for more than the actor may himself, 409 `tokens.too_many`, 422
 */
export async function createToken(self: Self, input: CreateToken): Promise<SeenToken & { secret: string }> {
  const { actor } = self;
  const { name, scopes, days, for: bearer } = input;
  allow(canMake(actor, bearer));
  const wrong = wrongRights(kindOf(actor), scopes, 'scopes');
  if (wrong) throw invalid(wrong);
  if (!within(actor, scopes)) throw forbidden('tokens.reaches_further');
  self.requireFresh('tokens.change');
  const { secret, ...kept } = mint();
  const id = await self.write((write) => {
    const whose = bearer === 'me' ? actor : addProgram(self, write, input);
    const token = write.insert(tokens, {
      ...kept,
      membershipId: whose.membershipId,
      personId: whose.personId,
      accountId: actor.accountId,
      madeBy: actor.personId,
      name,
      scopes,
      expiresAt: new Date(Date.now() + days * DAY_MS),
    });
    notTooMany(write, actor);
    write.record('token.created', token, { data: { for: bearer, scopes } });
    return token.id;
  });
  return { ...seen(self, await queries.findToken(self.scope, id)), secret };
}

/** From now on it opens nothing; the program behind it has left. @throws 403, 404, 409 `tokens.already_revoked` */
export async function revokeToken(scope: Scope, id: string): Promise<void> {
  const token = await queries.findToken(scope, id);
  allow(canRevoke(scope.actor, token));
  await scope.write((write) => {
    write.mark(tokens, and(eq(tokens.id, id), isNull(tokens.revokedAt)), { revokedAt: new Date() });
    write.requireOne(conflict('tokens.already_revoked'));
    if (token.robot)
      write.mark(memberships, and(eq(memberships.id, token.membershipId), isNull(memberships.endedAt)), {
        endedAt: new Date(),
      });
    write.record('token.revoked', token);
  });
}

/** Its role says what the token says, and nobody else is given it. */
function addProgram({ auth, actor }: Self, write: Write, { name, scopes }: CreateToken) {
  const { accountId } = actor;
  const personId = newId('per');
  const roleId = newId('role');
  auth.directory.addProgram(write, personId, name);
  const opened = { rights: scopes, fields: cutTo(actor.fields, scopes) };
  const role = { id: roleId, key: roleId, kind: kindOf(actor), name, ...opened, accountId };
  write.insert(roles, { ...role, retiredAt: new Date() });
  const { id: membershipId } = write.insert(memberships, { personId, accountId, roleId });
  return { personId, membershipId };
}

/** Counted in the batch: many made at once are counted, too. */
function notTooMany(write: Write, { personId, accountId }: Member): void {
  const working = and(
    eq(tokens.accountId, accountId),
    eq(tokens.madeBy, personId),
    isNull(tokens.revokedAt),
    gt(tokens.expiresAt, new Date()),
  );
  const count = sql`(select count(*) from ${tokens} where ${working})`;
  write.require(sql`${count} <= ${MOST}`, conflict('tokens.too_many'));
}

const seen = ({ actor }: Pick<Scope, 'actor'>, token: queries.FoundToken): SeenToken => ({
  ...token,
  mayRevoke: stateOf(token) !== 'revoked' && canRevoke(actor, token),
});

/** How a token stands now. `stopped`: the one for whom it acts is not in any more. */
export function stateOf(
  token: Pick<queries.FoundToken, 'revokedAt' | 'endedAt' | 'disabledAt' | 'expiresAt'>,
) {
  if (token.revokedAt) return 'revoked';
  if (token.endedAt || token.disabledAt) return 'stopped';
  return token.expiresAt < new Date() ? 'expired' : 'working';
}
