import type { ParticipantRight, RequestStatus } from '#db/enums.ts';

/** What can be done about who takes part in a request. */
export const sharingActs = ['see', 'invite', 'change', 'remove', 'leave'] as const;
export type SharingAct = (typeof sharingActs)[number];

/** How somebody stands to a request that he reaches: an agent works on it, the others hold so much of it. */
export type Hold = 'agent' | ParticipantRight;

/** While a request goes on, when it is over, and as long as nobody knows whether it is genuine. */
export const phases = ['going_on', 'over', 'held'] as const;
export type Phase = (typeof phases)[number];

/** What a row does not name is refused. One leaves for oneself alone. */
const SHARING: Record<Hold, Record<Phase, readonly SharingAct[]>> = {
  agent: {
    going_on: ['see', 'invite', 'change', 'remove'],
    over: ['see', 'change', 'remove'],
    held: ['see'],
  },
  manage: {
    going_on: ['see', 'invite', 'change', 'remove', 'leave'],
    over: ['see', 'change', 'remove', 'leave'],
    held: ['see'],
  },
  reply: { going_on: ['see', 'leave'], over: ['see', 'leave'], held: ['see'] },
  view: { going_on: ['see', 'leave'], over: ['see', 'leave'], held: ['see'] },
};

const PHASES: Partial<Record<RequestStatus, Phase>> = {
  quarantined: 'held',
  closed: 'over',
  cancelled: 'over',
  merged: 'over',
};

export const phaseOf = (status: RequestStatus): Phase => PHASES[status] ?? 'going_on';

export const mayShare = (hold: Hold, status: RequestStatus, act: SharingAct): boolean =>
  SHARING[hold][phaseOf(status)].includes(act);

/** Who may only read holds as much as whoever was let in to look. */
export const holdOf = (
  standing: { role: 'agent' | 'customer'; right: ParticipantRight } | undefined,
): Hold => (standing?.role === 'agent' ? 'agent' : (standing?.right ?? 'view'));
