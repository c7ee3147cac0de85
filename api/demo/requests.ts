import { dueAfter, firstAnswerDue } from '#api/requests/due.ts';
import { fold } from '#db/fold.ts';
import { newId } from '#db/ids.ts';
import { counters } from '#db/schema/jobs.ts';
import { attachments, messages, notes, requests } from '#db/schema/requests.ts';
import * as content from './content/index.ts';
import type { PersonKey, Request } from './content/index.ts';
import { tellProgress } from './progress.ts';
import { accountId, accountOf, personId, personOf, sideOf, type Story } from './story.ts';

/** The first number minus one; the others follow in the order in which the requests came. */
const BEFORE = 20_471;
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
      dueAt: dueAtOf(story, request, said),
      lastMessageAt: last.at,
      lastSide: sideOf(last.by),
      lastSeq: entries.length,
      searchText: fold(subject, accountOf(request.customer).name, personOf(by).name, request.body),
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

type Said = { at: Date; by: PersonKey };

/** As if everything had been written here: a promise runs from the oldest message that nobody has answered. */
function dueAtOf(story: Story, request: Request, said: Said[]): Date | null {
  const answered = said.findLastIndex(({ by }) => sideOf(by) === 'staff');
  const { at: now = story.at(request.at) } = said[answered + 1] ?? said.at(-1) ?? {};
  const { status, priority, reviewOn } = request;
  if (status === 'submitted' || status === 'in_progress') return firstAnswerDue(priority, now);
  const until = reviewOn && new Date(`${story.day(reviewOn)}T09:00:00Z`);
  const before = { status: 'in_progress', priority, dueAt: null, lastSide: 'staff' } as const;
  return dueAfter(before, arrival[status], status, { now, until });
}

/** What staff did to bring a request where it is. */
const arrival = {
  waiting_customer: 'ask',
  waiting_other: 'wait',
  resolved: 'solve',
  closed: 'close',
} as const;
