import type { SharingAct } from './policy.ts';
import type { Colleague, TakingPart } from './queries.ts';

export const participantView = (row: TakingPart) => ({
  id: row.id,
  person: row.personId ? { id: row.personId, name: row.name } : null,
  account: row.accountName,
  email: row.email,
  right: row.right,
  isInvited: row.isInvited,
  version: row.version,
});

export const participantsView = (items: TakingPart[], may: SharingAct[], colleagues: Colleague[]) => ({
  items: items.map(participantView),
  may,
  colleagues,
});
