import type { Write } from '#api/core/write.ts';
import { keepClocks, type Kept } from '#api/service-levels/keeping.ts';
import { levelFor, type Level } from '#api/service-levels/levels.ts';
import type { EventAudience, Locale, Side } from '#db/enums.ts';
import { contacts, type Account } from '#db/schema/accounts.ts';
import { messages, requests, type Request } from '#db/schema/requests.ts';
import { PATIENCE_MS, turned, type Turned } from './due.ts';
import type { ImportRequest } from './schemas.ts';
import { searchTextOf } from './search-text.ts';
import { statuses } from './status.ts';

export type Requester = {
  account: Account;
  name: string;
  email: string;
  /** Empty for a contact, who cannot sign in. */
  personId: string | null;
  side: Side;
  locale: Locale;
  /** Who is not known yet. */
  contact?: { accountId: string; name: string; email: string };
};

/** What a later import may change, and who is told. */
export const told: { [Field in keyof Request]?: EventAudience } = {
  subject: 'staff',
  category: 'staff',
  priority: 'staff',
  status: 'staff',
  channel: 'staff',
  firstResponseAt: 'staff',
  resolvedAt: 'staff',
};

/** A request with its first message and, where there is one, its solution, each with its day. */
export function writeImported(
  write: Write,
  id: string,
  values: ImportRequest,
  { requester, levels }: { requester: Requester; levels: Level[] },
): void {
  const { body, resolution } = values;
  const asked = askedAt(values);
  const answered = resolution ? (values.resolvedAt ?? asked) : undefined;
  const { account, contact, personId, side } = requester;
  const clocks = clocksFrom(values, { account, levels, now: write.at });
  if (contact) write.insert(contacts, contact);
  write.insert(
    requests,
    { ...rowOf(values, requester, { asked, answered }), id, dueAt: clocks.turned.dueAt },
    { number: write.next('requests') },
  );
  write.insert(messages, { requestId: id, seq: 1, authorId: personId, side, body, createdAt: asked });
  if (resolution && answered)
    write.insert(messages, { requestId: id, seq: 2, side: 'staff', body: resolution, createdAt: answered });
  if (statuses[values.status].turn === 'house' || values.status === 'waiting_customer')
    keepClocks(write, id, clocks.kept, clocks.turned.next);
}

type Days = { asked: Date; answered: Date | undefined };

function rowOf(values: ImportRequest, requester: Requester, { asked, answered }: Days) {
  const { category, priority, status, subject, channel = null } = values;
  const { account, name, email, personId, side, locale } = requester;
  return {
    accountId: account.id,
    requesterId: personId,
    guestName: personId ? null : name,
    guestEmail: personId ? null : email,
    category,
    priority,
    status,
    channel,
    subject,
    locale,
    wakesAt: wakesOf(values),
    firstResponseAt: values.firstResponseAt ?? null,
    resolvedAt: values.resolvedAt ?? null,
    lastMessageAt: answered ?? asked,
    lastSide: answered ? 'staff' : side,
    lastSeq: answered ? 2 : 1,
    searchText: searchTextOf(subject, [account.name, name, email], values.body),
    createdAt: asked,
  };
}

/** A file that does not say when it was asked says at least by when it had been. */
function askedAt({ createdAt, firstResponseAt, resolvedAt }: ImportRequest): Date {
  const moments = [firstResponseAt, resolvedAt].filter((moment) => moment !== undefined);
  return createdAt ?? moments.toSorted((a, b) => a.getTime() - b.getTime())[0] ?? new Date();
}

/** What waits for its customer, or for others, is taken up by the clock when the time is over. */
export const wakesOf = ({ status }: ImportRequest): Date | null =>
  statuses[status].turn === 'customer' || status === 'waiting_other'
    ? new Date(Date.now() + PATIENCE_MS)
    : null;

/** What is open is the house's from today on: its promise cannot be older than the import. */
export function clocksFrom(
  { status, priority, category, firstResponseAt }: ImportRequest,
  { account, levels, now }: { account: Account; levels: Level[]; now: Date },
): { kept: Kept; turned: Turned } {
  const judged = { priority, category, accountId: account.id, accountKind: account.kind, createdAt: now };
  const request = { ...judged, status, firstResponseAt: firstResponseAt ?? null };
  const kept = { request, level: levelFor(levels, judged), events: [], rows: [] };
  const unmoved = { status, dueAt: new Date(now.getTime() + PATIENCE_MS) };
  return { kept, turned: turned(kept, unmoved, { action: 'note', to: status }, now) };
}
