import type { Archive } from '#db/schema/privacy.ts';
import type { ErasureRow } from './queries.ts';
import type { Kept } from './retention.ts';
import { rules } from './rules.ts';
import { turns } from './states.ts';

/** What the person itself is told: not who has decided. */
export const viewOwnErasure = (row: ErasureRow & { mayWithdraw: boolean }) => ({
  id: row.id,
  state: row.state,
  channel: row.channel,
  reason: row.reason,
  dueAt: row.dueAt,
  refusal: row.refusal,
  refusalNote: row.refusalNote,
  createdAt: row.createdAt,
  endedAt: row.endedAt,
  mayWithdraw: row.mayWithdraw,
  version: row.version,
});

export const viewErasure = ({
  position: _position,
  mayWithdraw: _may,
  ...row
}: ErasureRow & { mayWithdraw?: boolean }) => {
  const { personId, personName, personEmail, deciderName, ...rest } = row;
  const person = { id: personId, name: personName, email: personEmail.includes('@') ? personEmail : null };
  return { ...rest, person, decidedBy: deciderName, turn: turns[row.state] };
};

export const viewArchive = ({ id, state, size, expiresAt, createdAt }: Archive) => ({
  id,
  state,
  size,
  expiresAt,
  createdAt,
});

export const viewRetention = ({ chosen, version, next, last }: Kept) => ({
  version,
  rules: rules.map(({ key, least, forever }) => ({
    key,
    days: chosen[key],
    least,
    forever,
    next: next[key] ?? 0,
  })),
  last: last ? { at: last.createdAt, tally: last.tally } : null,
});
