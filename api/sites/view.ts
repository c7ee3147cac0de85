import type { FoundSite } from './queries.ts';

export const siteView = ({ id, name, origins, keys, version, createdAt, ...site }: FoundSite) => ({
  id,
  name,
  origins,
  account: { id: site.accountId, name: site.accountName },
  keys: keys.map((key) => ({ id: key.id, key: key.key, createdAt: key.createdAt })),
  createdAt,
  version,
});
