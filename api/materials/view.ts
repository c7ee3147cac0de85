import { isStaff, type Actor } from '#api/core/actor.ts';
import { stateOf } from './policy.ts';
import type { downloadsPage, Listed } from './queries.ts';

/** A material as the API shows it. Its state is for staff: everybody else meets only what is live. */
export function materialView(row: Listed, reader: Actor) {
  const { id, title, description, category, audience, locale, product, edition, expiresOn } = row;
  return {
    id,
    title,
    description,
    category,
    audience,
    locale,
    product,
    edition,
    expiresOn,
    file: { name: row.fileName, type: row.fileType, size: row.fileSize, url: fileAddress(id) },
    ...(isStaff(reader) ? { state: stateOf(row) } : {}),
    updatedAt: row.updatedAt,
    version: row.version,
  };
}

export const fileAddress = (id: string) => `/api/materials/${id}/file`;

type Downloaded = Awaited<ReturnType<typeof downloadsPage>>['items'][number];

export const downloadView = ({ id, at, personId, personName, accountId, accountName }: Downloaded) => ({
  id,
  at,
  person: personId ? { id: personId, name: personName } : null,
  account: { id: accountId, name: accountName },
});
