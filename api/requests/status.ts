import { conflict, forbidden } from '#api/core/errors.ts';
import { lockBy, locked, type Lock, type LockRule } from '#api/core/lock.ts';
import { requestStatuses, type ParticipantRight, type RequestStatus } from '#db/enums.ts';

/** Whose turn it is in a status. */
export type Turn = 'house' | 'customer' | 'nobody';
export type Tone = 'good' | 'wait' | 'accent' | 'note' | undefined;

/** On which side of the counter somebody acts. A partner who submits is a customer here. */
export type Role = 'customer' | 'agent';
export type Actor = Role | 'clock';

export const tabs = ['open', 'waiting', 'solved', 'all'] as const;
export type Tab = (typeof tabs)[number];

/** What an agent means by a reply: a question back, an answer with more to come, or the solution. */
export const replyChoices = ['ask', 'answer', 'solve'] as const;
export type ReplyChoice = (typeof replyChoices)[number];

/** What an agent may set without a word. The others come of a reply, which says why. */
export const settableStatuses = ['in_progress', 'waiting_other', 'closed'] as const;
export type SettableStatus = (typeof settableStatuses)[number];

/**
 * A customer who thanks opens nothing again; one who insists does so without a word. The clock reminds of a question,
 * gives up when nobody answers it, looks again on the day that was named, and ends the time to object.
 */
export const actions = {
  customer: ['reply', 'thank', 'accept', 'reject', 'insist', 'withdraw'],
  agent: [...replyChoices, 'note', 'take', 'assign', 'work', 'wait', 'close', 'merge'],
  clock: ['remind', 'give_up', 'resume', 'expire'],
} as const;
export type Action = (typeof actions)[Actor][number];
export type CustomerAction = (typeof actions)['customer'][number];

/** What a participant must have been given for what a customer can do. */
export const needs: Record<CustomerAction, ParticipantRight> = {
  reply: 'reply',
  thank: 'reply',
  reject: 'reply',
  insist: 'reply',
  accept: 'manage',
  withdraw: 'manage',
};

/** `work` is also how a request comes back from the dead; `take` is an assignment to oneself. */
export const actionFor: Record<SettableStatus, Action> = {
  in_progress: 'work',
  waiting_other: 'wait',
  closed: 'close',
};

type Cell = Partial<Record<Action, RequestStatus>>;
type Row = { turn: Turn; tone: Tone; tab: Record<Role, Tab> | undefined; next: Cell };

const everywhere = (tab: Tab): Record<Role, Tab> => ({ customer: tab, agent: tab });
const replies = { ask: 'waiting_customer', answer: 'in_progress', solve: 'resolved' } as const;
const open = { merge: 'merged' } as const;
const handled = { ...replies, ...open, take: 'in_progress', work: 'in_progress', close: 'closed' } as const;

/** The life of a request. What a row does not name cannot happen in that status. */
export const statuses: Record<RequestStatus, Row> = {
  quarantined: {
    turn: 'house',
    tone: 'note',
    tab: undefined,
    next: { note: 'quarantined' },
  },
  submitted: {
    turn: 'house',
    tone: undefined,
    tab: everywhere('open'),
    next: {
      ...handled,
      wait: 'waiting_other',
      note: 'submitted',
      assign: 'submitted',
      reply: 'submitted',
      withdraw: 'cancelled',
    },
  },
  in_progress: {
    turn: 'house',
    tone: 'accent',
    tab: everywhere('open'),
    next: {
      ...replies,
      ...open,
      take: 'in_progress',
      close: 'closed',
      wait: 'waiting_other',
      note: 'in_progress',
      assign: 'in_progress',
      reply: 'in_progress',
      withdraw: 'cancelled',
    },
  },
  waiting_customer: {
    turn: 'customer',
    tone: 'wait',
    tab: everywhere('waiting'),
    next: {
      ...handled,
      take: 'waiting_customer',
      wait: 'waiting_other',
      note: 'waiting_customer',
      assign: 'waiting_customer',
      reply: 'in_progress',
      withdraw: 'cancelled',
      remind: 'waiting_customer',
      give_up: 'resolved',
      resume: 'in_progress',
    },
  },
  waiting_other: {
    turn: 'house',
    tone: 'accent',
    tab: { customer: 'open', agent: 'waiting' },
    next: {
      ...handled,
      take: 'waiting_other',
      note: 'waiting_other',
      assign: 'waiting_other',
      reply: 'waiting_other',
      withdraw: 'cancelled',
      resume: 'in_progress',
    },
  },
  resolved: {
    turn: 'customer',
    tone: 'good',
    tab: everywhere('solved'),
    next: {
      ...handled,
      take: 'resolved',
      note: 'resolved',
      assign: 'resolved',
      reply: 'in_progress',
      thank: 'resolved',
      reject: 'in_progress',
      insist: 'in_progress',
      accept: 'closed',
      expire: 'closed',
    },
  },
  closed: {
    turn: 'nobody',
    tone: undefined,
    tab: everywhere('solved'),
    next: { work: 'in_progress', note: 'closed', thank: 'closed' },
  },
  cancelled: {
    turn: 'nobody',
    tone: undefined,
    tab: everywhere('solved'),
    next: { work: 'in_progress', note: 'cancelled' },
  },
  merged: { turn: 'nobody', tone: undefined, tab: everywhere('solved'), next: {} },
};

const PUBLICLY: Partial<Record<RequestStatus, RequestStatus>> = { waiting_other: 'in_progress' };

/** As the customer knows it: whom else the house waits for is the house's own affair. */
export const publicStatus = (status: RequestStatus): RequestStatus => PUBLICLY[status] ?? status;

export type Move = { from: RequestStatus; to: RequestStatus; action: Action };

/** A move as the customer knows it; one that changes nothing for him is none. */
export function publicMove({ from, to, action }: Move): Move {
  const started = from === 'submitted' ? 'take' : 'work';
  return {
    from: publicStatus(from),
    to: publicStatus(to),
    action: action === 'wait' ? started : action,
  };
}

/** Which statuses one means who knows them by their public name. */
export const behind = (status: RequestStatus): RequestStatus[] =>
  requestStatuses.filter((one) => publicStatus(one) === status);

export const statusesIn = (tab: Tab, role: Role): RequestStatus[] =>
  requestStatuses.filter((status) => {
    const own = statuses[status].tab?.[role];
    return own !== undefined && (tab === 'all' || own === tab);
  });

export const allows = (status: RequestStatus, action: Action): boolean =>
  statuses[status].next[action] !== undefined;

/** Where an action leads. @throws 403 for what is the other side's to do, 409 for what cannot be done now */
export function advance(status: RequestStatus, role: Actor, action: Action): RequestStatus {
  if (!(actions[role] as readonly Action[]).includes(action)) throw forbidden();
  const next = statuses[status].next[action];
  if (next) return next;
  const lock = role === 'clock' ? undefined : lockOf(status, role);
  throw lock ? locked(lock) : conflict('requests.not_now');
}

/** When it is nobody's turn any more nothing is added but what the house notes for itself. */
const ENDED: LockRule<Action> = { why: 'requests.closed', may: ['note'], undo: 'house' };

/** What an ended request keeps as it is, for who acts on one side or may only read. */
export function lockOf(status: RequestStatus, role: Role | undefined): Lock<Action> | undefined {
  if (statuses[status].turn !== 'nobody') return undefined;
  const mine: readonly Action[] = role ? actions[role] : [];
  return lockBy(ENDED, { may: (action) => mine.includes(action), undoes: mine.includes('work') });
}

/** The word for a status: the customer's, or the house's own, which says more. */
export const labelOf = (status: RequestStatus, role: Role) =>
  role === 'agent' ? (`requests.desk_status.${status}` as const) : (`requests.status.${status}` as const);
