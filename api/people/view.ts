import type { Invitation, Role } from '#db/schema/people.ts';
import type { MergePlan } from './merging.ts';
import type { listInvitations } from './queries.ts';
import type { Seat } from './team.ts';

export const viewInvitation = ({ id, accountId, roleId, email, createdAt }: Invitation) => ({
  id,
  accountId,
  roleId,
  email,
  createdAt,
});

type Given = { roleId: string; roleKey: string; roleName: string | null };

/** `name` is empty for the roles that Portico brings: those are known by their key. */
const viewGiven = ({ roleId: id, roleKey: key, roleName: name }: Given) => ({ id, key, name });

export const viewOpenInvitation = ({
  id,
  email,
  accountId,
  account,
  at,
  ...given
}: Awaited<ReturnType<typeof listInvitations>>[number]) => ({
  id,
  email,
  account: { id: accountId, name: account },
  role: viewGiven(given),
  createdAt: at,
});

export const viewSeat = (seat: Seat) => ({
  id: seat.id,
  version: seat.version,
  person: {
    id: seat.personId,
    version: seat.personVersion,
    name: seat.name,
    email: seat.robot ? null : seat.email,
    robot: seat.robot,
    blockedAt: seat.disabledAt,
  },
  account: { id: seat.accountId, name: seat.accountName },
  role: viewGiven(seat),
  since: seat.since,
  endedAt: seat.endedAt,
  may: seat.may,
});

const viewEntry = ({ id, version, name, email }: MergePlan['gone']) => ({ id, version, name, email });

export const viewMerge = ({ gone, kept, read: _read, seats, ...counts }: MergePlan) => ({
  gone: viewEntry(gone),
  kept: viewEntry(kept),
  seats: seats.map(({ seat, change }) => ({
    account: { id: seat.accountId, name: seat.accountName },
    change,
  })),
  ...counts,
});

export const viewSeatWithRights = (seat: Seat) => ({
  ...viewSeat(seat),
  rights: seat.rights,
  fields: seat.fields,
});

export const viewRole = ({ id, version, kind, key, name, rights, fields, preset, accountId }: Role) => ({
  id,
  version,
  kind,
  key,
  name,
  rights,
  fields,
  preset,
  accountId,
});
