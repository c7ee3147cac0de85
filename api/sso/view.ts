import type { SsoConnection, SsoDomain } from '#db/schema/sso.ts';
import { recordOf } from './dns.ts';

/** The secret never leaves; whether there is one is all that is told. */
export const viewConnection = (connection: SsoConnection) => ({
  id: connection.id,
  accountId: connection.accountId,
  version: connection.version,
  issuer: connection.issuer,
  clientId: connection.clientId,
  hasSecret: connection.clientSecret !== null,
  roleId: connection.roleId,
  roleClaim: connection.roleClaim,
  roleRules: connection.roleRules,
  breakGlass: connection.breakGlass,
  triedAt: connection.triedAt,
  enforcedAt: connection.enforcedAt,
  lastUsedAt: connection.lastUsedAt,
});

export const viewDomain = (domain: SsoDomain) => ({
  id: domain.id,
  accountId: domain.accountId,
  version: domain.version,
  domain: domain.domain,
  record: { type: 'TXT', name: domain.domain, value: recordOf(domain.proof) },
  verifiedAt: domain.verifiedAt,
  verifiedBy: domain.verifiedBy,
  checkedAt: domain.checkedAt,
});
