import { and, eq, isNotNull, sql } from 'drizzle-orm';

import { conflict, forbidden } from '#api/core/errors.ts';
import type { Scope } from '#api/core/scope.ts';
import type { Write } from '#api/core/write.ts';
import type { domainProofs } from '#db/enums.ts';
import { isUniqueViolation } from '#db/errors.ts';
import { randomText } from '#db/ids.ts';
import { ssoConnections, ssoDomains, type SsoDomain } from '#db/schema/sso.ts';
import { canVouch } from './policy.ts';
import type { AddDomain } from './schemas.ts';
import { manageable, type Keeper } from './service.ts';

/** Of five random bits each. */
const PROOF_LENGTH = 32;
const MOST = 50;

export const findDomain = (scope: Scope, id: string): Promise<SsoDomain> => scope.find(ssoDomains, id);

/** Whose it is, is still to be shown. @throws 401, 403, 404, 409 `sso.known_domain`, `sso.enough_domains` */
export async function addDomain(keeper: Keeper, input: AddDomain): Promise<SsoDomain> {
  const { domain, account: accountId = keeper.self.actor.accountId } = input;
  await manageable(keeper, accountId);
  return orKnown(
    keeper.scope.write((write) => {
      const row = write.insert(ssoDomains, { accountId, domain, proof: randomText(PROOF_LENGTH) });
      const count = sql`(select count(*) from ${ssoDomains} where ${eq(ssoDomains.accountId, accountId)})`;
      write.require(sql`${count} <= ${MOST}`, conflict('sso.enough_domains'));
      write.record('domain.added', row, { values: { domain: { after: domain, audience: 'account' } } });
      return row;
    }),
    'sso.known_domain',
  );
}

/**
 * Looks into the DNS. What was verified once stays so until it is removed.
 *
 * @throws 401, 403, 404, 409 `sso.no_record`, `sso.domain_taken`
 */
export async function checkDomain(keeper: Keeper, id: string): Promise<void> {
  const row = await domainFor(keeper, id);
  if (row.verifiedAt) return;
  const found = await keeper.sso.records.say(row.domain, row.proof);
  if (found) return verify(keeper, row, 'dns');
  await keeper.scope.write((write) =>
    write.mark(ssoDomains, eq(ssoDomains.id, id), { checkedAt: new Date() }),
  );
  throw conflict('sso.no_record');
}

/** The house knows whose it is. @throws 401, 403, 404, 409 `sso.domain_taken` */
export async function vouchForDomain(keeper: Keeper, id: string): Promise<void> {
  if (!canVouch(keeper.scope.actor)) throw forbidden();
  const row = await domainFor(keeper, id);
  if (!row.verifiedAt) await verify(keeper, row, 'house');
}

/** Nobody new comes in with its addresses; who is linked already goes on. @throws 401, 403, 404, 409, 412 */
export async function removeDomain(keeper: Keeper, id: string, version: number): Promise<void> {
  const row = await domainFor(keeper, id);
  await keeper.scope.write((write) => {
    write.update(ssoDomains, { id, version }, {});
    write.remove(ssoDomains, eq(ssoDomains.id, id));
    stillSome(write, row);
    write.record('domain.removed', row, { values: { domain: { before: row.domain, audience: 'account' } } });
  });
}

async function domainFor(keeper: Keeper, id: string): Promise<SsoDomain> {
  const row = await findDomain(keeper.scope, id);
  await manageable(keeper, row.accountId);
  return row;
}

/** Two accounts cannot have shown the same. */
function verify({ scope }: Keeper, row: SsoDomain, by: (typeof domainProofs)[number]): Promise<void> {
  const now = new Date();
  const values = { domain: { after: row.domain, audience: 'account' } } as const;
  return orKnown(
    scope.write((write) => {
      write.update(ssoDomains, row, { verifiedAt: now, verifiedBy: by, checkedAt: now });
      write.record('domain.verified', row, { data: { by }, values });
    }),
    'sso.domain_taken',
  );
}

/** Where the provider is the only way in, it vouches for the addresses of one domain at least. */
function stillSome(write: Write, { accountId }: SsoDomain): void {
  const shut = and(eq(ssoConnections.accountId, accountId), isNotNull(ssoConnections.enforcedAt));
  const verified = and(eq(ssoDomains.accountId, accountId), isNotNull(ssoDomains.verifiedAt));
  write.require(
    sql`not exists (select 1 from ${ssoConnections} where ${shut})
      or exists (select 1 from ${ssoDomains} where ${verified})`,
    conflict('sso.no_domain'),
  );
}

const orKnown = <R>(written: Promise<R>, code: string): Promise<R> =>
  written.catch((error: unknown) => {
    throw isUniqueViolation(error) ? conflict(code) : error;
  });
