import { isMember, isStaff, type Actor } from '#api/core/actor.ts';
import { parse } from '#api/core/parse.ts';
import { AppError } from '#api/core/errors.ts';
import type { Translate } from '#api/i18n/index.ts';
import type { RequestRow } from '#api/requests/service.ts';
import { RequestFilter } from '#api/requests/schemas.ts';
import { labelOf, publicStatus, statuses, type Role } from '#api/requests/status.ts';
import { Paging } from '#api/core/paging.ts';
import type { RequestStatus } from '#db/enums.ts';
import type { IconName } from '../../icons/names.ts';

const ListAddress = RequestFilter.extend(Paging.shape);

export const sideOf = (actor: Actor): Role => (isStaff(actor) ? 'agent' : 'customer');

type Tone = 'good' | 'wait' | 'accent' | 'note' | undefined;
type Look = { text: string; tone: Tone; icon: IconName };

const ICONS: Record<RequestStatus, IconName> = {
  quarantined: 'lock',
  submitted: 'open',
  in_progress: 'half',
  waiting_customer: 'you',
  waiting_other: 'clock',
  resolved: 'done',
  closed: 'check',
  cancelled: 'off',
  merged: 'link',
};

/** Amber is for what is the reader's: to staff a request that waits for its customer is at rest. */
export function lookOf(t: Translate, status: RequestStatus, side: Role): Look {
  const shown = side === 'customer' ? publicStatus(status) : status;
  const text = t(labelOf(shown, side));
  if (side === 'agent' && statuses[shown].turn !== 'house' && shown !== 'resolved')
    return { text, tone: undefined, icon: shown === 'waiting_customer' ? 'clock' : ICONS[shown] };
  if (side === 'agent' && shown === 'waiting_other') return { text, tone: undefined, icon: 'clock' };
  return { text, tone: statuses[shown].tone, icon: ICONS[shown] };
}

type Next = { who: string; you: boolean; by: Date | undefined };

/** Who must act next on a request of a list, and by when. */
export function nextOn(
  { scope, t, house }: Pick<App.Locals, 'scope' | 't' | 'house'>,
  row: RequestRow,
): Next {
  const { actor } = scope;
  const by = row.dueAt ?? undefined;
  const turn = statuses[row.status].turn;
  if (turn === 'nobody') return { who: t('requests.next.nobody'), you: false, by: undefined };
  if (turn === 'customer') {
    const you = isMember(actor) && actor.kind !== 'staff' && actor.accountId === row.accountId;
    return { who: row.accountName, you, by };
  }
  if (!isStaff(actor)) return { who: house.name, you: false, by };
  return {
    who: row.assigneeName ?? t('requests.next.unassigned'),
    you: row.assigneeId === actor.personId,
    by,
  };
}

/** The filter in the address. What somebody has mistyped there is left out rather than refused. */
export function filterIn(url: URL, defaults: Partial<RequestFilter> = {}): RequestFilter & Paging {
  const given = Object.fromEntries([...url.searchParams].filter(([, value]) => value !== ''));
  try {
    return parse(ListAddress, { ...defaults, ...given });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const kept = Object.entries(given).filter(([name]) => !(name in error.fields));
    return parse(ListAddress, { ...defaults, ...Object.fromEntries(kept) });
  }
}

/** What is to be done comes by its deadline; what is done has none. */
export function queueIn(url: URL): RequestFilter & Paging {
  const tab = url.searchParams.get('tab');
  return filterIn(url, { sort: tab === 'solved' || tab === 'all' ? 'moved' : 'due' });
}

const narrowing = (Object.keys(RequestFilter.shape) as (keyof RequestFilter)[]).filter(
  (name) => name !== 'tab' && name !== 'sort',
);
export const isNarrowed = (filter: RequestFilter): boolean =>
  narrowing.some((name) => filter[name] !== undefined);
