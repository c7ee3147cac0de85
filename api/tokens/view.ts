import { stateOf, type SeenToken } from './service.ts';

export const viewToken = (token: SeenToken) => ({
  id: token.id,
  name: token.name,
  prefix: token.prefix,
  state: stateOf(token),
  scopes: token.scopes,
  person: { id: token.personId, name: token.personName, robot: token.robot },
  madeBy: { id: token.madeBy, name: token.makerName },
  createdAt: token.createdAt,
  expiresAt: token.expiresAt,
  lastUsedAt: token.lastUsedAt,
  mayRevoke: token.mayRevoke,
});
