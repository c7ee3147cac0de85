import { actorKindOf } from '#api/core/actor.ts';
import { reference } from '#api/requests/reference.ts';
import { fold } from '#db/fold.ts';
import { newId } from '#db/ids.ts';
import { counters } from '#db/schema/jobs.ts';
import { attachments, messages, notes, requests } from '#db/schema/requests.ts';
import { accountOf } from './accounts.ts';
import * as content from './content/index.ts';
import type { PersonKey, Request } from './content/index.ts';
import { tellProgress } from './progress.ts';
import { accountId, personId, personOf, type Story } from './story.ts';

/** The first number minus one; the others follow in the order in which the requests came. */
const BEFORE = 20_471;
const HOUR = 3_600_000;

/** How long staff may take to answer, by priority. */
const ANSWER_HOURS: Record<Request['priority'], number> = { urgent: 2, high: 4, normal: 24, low: 48 };
/** Once staff has answered it owes word again on the next day, and a customer who was asked has a week. */
const NEXT_WORD_HOURS = 24;
const CUSTOMER_HOURS = 7 * 24;

/** Service requests with their conversations, internal notes and attachments. */
export async function tellRequests(story: Story): Promise<void> {
  const inOrder = content.requests.toSorted((a, b) => story.at(a.at).getTime() - story.at(b.at).getTime());
  for (const [index, request] of inOrder.entries()) await tellRequest(story, request, BEFORE + 1 + index);
  story.insert(counters, [{ name: 'requests', value: BEFORE + inOrder.length }]);
}

async function tellRequest(story: Story, request: Request, number: number) {
  const id = newId('req');
  const entries = timelineOf(story, request);
  const said = entries.filter(({ internal }) => !internal);
  const last = said.at(-1) ?? { at: story.at(request.at), by: request.by };
  const { by, assignee, category, priority, status, subject, locale } = request;
  const changedAt = request.closedAt ?? request.resolvedAt;
  story.insert(requests, [
    {
      id,
      number,
      accountId: accountId(request.customer),
      requesterId: personId(by),
      category,
      priority,
      status,
      subject,
      locale,
      assigneeId: assignee ? personId(assignee) : null,
      dueAt: dueAtOf(story, request, last),
      lastMessageAt: last.at,
      lastSide: sideOf(last.by),
      lastSeq: entries.length,
      searchText: fold(reference({ number }), subject, accountOf(request.customer).name, personOf(by).name),
      version: entries.length,
      createdAt: story.at(request.at),
      updatedAt: changedAt ? story.at(changedAt) : last.at,
    },
  ]);
  for (const [index, entry] of entries.entries()) await tellEntry(story, id, index + 1, entry);
  tellProgress(story, request, { id, accountId: accountId(request.customer) });
}

/** Messages and notes in one sequence. */
function timelineOf(story: Story, request: Request) {
  const { by, at, body: text, attachments: files } = request;
  const opening = { by, at, text, ...(files ? { attachments: files } : {}) };
  return [
    ...[opening, ...request.messages].map((message) => ({ ...message, internal: false })),
    ...request.notes.map((note) => ({ ...note, internal: true })),
  ]
    .map((entry) => ({ ...entry, at: story.at(entry.at) }))
    .toSorted((a, b) => a.at.getTime() - b.at.getTime());
}

async function tellEntry(
  story: Story,
  requestId: string,
  seq: number,
  entry: ReturnType<typeof timelineOf>[number],
) {
  const { by, at, text, internal } = entry;
  const row = { requestId, seq, authorId: personId(by), body: text, createdAt: at };
  if (internal) {
    story.insert(notes, [{ id: newId('note'), ...row }]);
    return;
  }
  const messageId = newId('msg');
  story.insert(messages, [{ id: messageId, side: sideOf(by), ...row }]);
  const encoder = new TextEncoder();
  const uploads = ('attachments' in entry ? (entry.attachments ?? []) : []).map((file) => ({
    name: file.name,
    type: file.type,
    bytes: encoder.encode(file.text),
    by,
    at,
  }));
  const fileIds = await story.keep(uploads);
  story.insert(
    attachments,
    fileIds.map((fileId) => ({ id: newId('att'), requestId, messageId, fileId, createdAt: at })),
  );
}

const sideOf = (key: PersonKey) => actorKindOf[accountOf(personOf(key).account).kind];

function dueAtOf(story: Story, request: Request, last: { at: Date; by: PersonKey }): Date | null {
  const after = (hours: number) => new Date(last.at.getTime() + hours * HOUR);
  const due: Record<Request['status'], () => Date | null> = {
    submitted: () => after(ANSWER_HOURS[request.priority]),
    in_progress: () => after(sideOf(last.by) === 'staff' ? NEXT_WORD_HOURS : ANSWER_HOURS[request.priority]),
    waiting_customer: () => after(CUSTOMER_HOURS),
    waiting_other: () => (request.reviewOn ? new Date(`${story.day(request.reviewOn)}T09:00:00Z`) : null),
    resolved: () => null,
    closed: () => null,
  };
  return due[request.status]();
}
