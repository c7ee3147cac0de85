import type { RequestDetail } from '#api/requests/service.ts';
import { statuses } from '#api/requests/status.ts';
import { formatDeadline, urgency } from '../../format.ts';
import { lockWords } from '../../lock-words.ts';

/** The sentence at the head of a request, and what the reader can do about it. */
export type Turn = {
  tone: 'wait' | 'accent' | 'bad' | undefined;
  who: string;
  what: string;
  sub: string[];
  offers: 'answer' | 'confirm' | 'follow' | undefined;
};

/** By when a message of now would be answered, and when the house is open again if it is closed. */
export type Standing = { answer: Date | undefined; opens: Date | undefined };

/** As customers and partners read it. */
export function turnOf(locals: App.Locals, request: RequestDetail, standing: Standing): Turn {
  const turn = statuses[request.status].turn;
  if (turn === 'nobody') return ended(locals, request);
  return turn === 'house' ? ofHouse(locals, request, standing) : ofCustomer(locals, request, standing);
}

function ended(locals: App.Locals, { status, may, lock, accountName: account }: RequestDetail): Turn {
  const { t } = locals;
  const who = t('requests.turn.nobody');
  if (status === 'merged')
    return { tone: undefined, who, what: t('requests.turn.merged'), sub: [], offers: undefined };
  const what = status === 'cancelled' ? t('requests.turn.cancelled') : t('requests.turn.closed');
  const locked = lock ? lockWords(locals, lock, { labels: {}, account }) : [];
  const sub = [...locked, t('requests.turn.follow')];
  return {
    tone: undefined,
    who,
    what,
    sub,
    offers: may.reply ? undefined : 'follow',
  };
}

function ofHouse(locals: App.Locals, { dueAt }: RequestDetail, { opens }: Standing): Turn {
  const { t, house } = locals;
  const late = dueAt !== null && urgency(dueAt) === 'late';
  const when = dueAt ? formatDeadline(locals, dueAt) : '';
  const key = late ? 'house_late' : dueAt ? 'house_by' : 'house_open';
  return {
    tone: late ? 'bad' : 'accent',
    who: t('requests.turn.house', { house: house.name }),
    what: t(`requests.turn.${key}`, { when }),
    sub: [
      ...(opens && !late ? [t('requests.turn.opens', { when: formatDeadline(locals, opens) })] : []),
      zoneOf(locals),
    ],
    offers: undefined,
  };
}

function ofCustomer(locals: App.Locals, request: RequestDetail, { answer }: Standing): Turn {
  const { t } = locals;
  const { may, accountName: account } = request;
  const confirms = request.status === 'resolved';
  if (!(confirms ? may.accept : may.reply)) {
    const what = t(`requests.turn.${confirms ? 'account_confirms' : 'account_answers'}`);
    return {
      tone: undefined,
      who: t('requests.turn.account', { account }),
      what,
      sub: [],
      offers: undefined,
    };
  }
  const then = answer ? [t('requests.turn.then', { when: formatDeadline(locals, answer) })] : [];
  return {
    tone: 'wait',
    who: t('requests.turn.you'),
    what: confirms ? toConfirm(locals, request) : toAnswer(locals, request),
    sub: confirms ? [zoneOf(locals)] : [...then, zoneOf(locals)],
    offers: confirms ? 'confirm' : 'answer',
  };
}

function toAnswer(locals: App.Locals, { dueAt }: RequestDetail): string {
  if (!dueAt) return locals.t('requests.turn.answer');
  const key = urgency(dueAt) === 'late' ? 'answer_late' : 'answer_by';
  return locals.t(`requests.turn.${key}`, { when: formatDeadline(locals, dueAt) });
}

function toConfirm(locals: App.Locals, { dueAt }: RequestDetail): string {
  if (!dueAt || urgency(dueAt) === 'late') return locals.t('requests.turn.confirm');
  return locals.t('requests.turn.confirm_by', { when: formatDeadline(locals, dueAt) });
}

/** America/Argentina/Buenos_Aires → Buenos Aires */
const zoneOf = ({ t, zone }: App.Locals) =>
  t('requests.turn.zone', { zone: (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ') });
