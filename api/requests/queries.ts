import type { Page, Paging } from '#api/core/paging.ts';
import type { Scope } from '#api/core/scope.ts';
import type { Side } from '#db/enums.ts';
import type { Request } from '#db/schema/requests.ts';
import type { May } from './policy.ts';
import type { RequestFilter, ThreadPaging } from './schemas.ts';
import type { Action, Tab } from './status.ts';

/** A request as lists show it. Who works on it is for staff; others find nothing in those two. */
export type RequestRow = Pick<
  Request,
  | 'id'
  | 'number'
  | 'subject'
  | 'category'
  | 'priority'
  | 'status'
  | 'accountId'
  | 'requesterId'
  | 'assigneeId'
  | 'dueAt'
  | 'lastMessageAt'
  | 'lastSide'
  | 'createdAt'
  | 'version'
> & {
  reference: string;
  accountName: string;
  /** A guest's own words where nobody is signed in; null when erased. */
  requesterName: string | null;
  assigneeName: string | null;
};

export type RequestDetail = RequestRow & {
  /** Staff only. */
  requesterEmail: string | null;
  /** What the reader may do with it now. */
  may: May;
};

export type Attached = { id: string; messageId: string; name: string; type: string; size: number };

type Author = { authorId: string | null; authorName: string | null; side: Side };
export type ThreadEntry =
  | ({ kind: 'message'; id: string; seq: number; at: Date; body: string; attachments: Attached[] } & Author)
  /** Staff only. */
  | ({ kind: 'note'; id: string; seq: number; at: Date; body: string } & Author)
  | {
      kind: 'status';
      id: string;
      at: Date;
      /** What was done, for the words of `requests.event.*`. */
      action: Action | 'status';
      actorName: string | null;
      actorKind: string;
      from: Request['status'];
      to: Request['status'];
    }
  /** Staff only. Names, or null for nobody. */
  | {
      kind: 'assigned';
      id: string;
      at: Date;
      actorName: string | null;
      from: string | null;
      to: string | null;
    };

/** Oldest first. `before` is the key of what comes before it, when there is more. */
export type Thread = { entries: ThreadEntry[]; before: number | undefined };

export type Agent = { id: string; name: string };

export async function listRequests(
  _scope: Scope,
  _filter: RequestFilter & Paging,
): Promise<Page<RequestRow> & { total: number }> {
  throw new Error('to come');
}

/** How many there are per tab, each exact up to 1,000. */
export async function countRequests(_scope: Scope): Promise<Record<Tab, number>> {
  throw new Error('to come');
}

export async function findRequest(_scope: Scope, _id: string): Promise<RequestDetail> {
  throw new Error('to come');
}

export async function readThread(
  _scope: Scope,
  _request: { id: string },
  _paging?: ThreadPaging,
): Promise<Thread> {
  throw new Error('to come');
}

/** Whom a request can be assigned to; for staff. */
export async function listAgents(_scope: Scope): Promise<Agent[]> {
  throw new Error('to come');
}
