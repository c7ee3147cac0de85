import { and, desc, eq, gte, inArray, lt, type SQL, sql } from 'drizzle-orm';

import { isStaff } from '#api/core/actor.ts';
import { notFound } from '#api/core/errors.ts';
import type { Scope } from '#api/core/scope.ts';
import { answerChanges, type AnswerChange } from '#api/request-types/changes.ts';
import type { RequestStatus, Side } from '#db/enums.ts';
import type { EventName } from '#db/event-names.ts';
import { events } from '#db/schema/events.ts';
import { files, type File } from '#db/schema/files.ts';
import { people } from '#db/schema/people.ts';
import { attachments, messages, notes, requests } from '#db/schema/requests.ts';
import { nameable } from './policy.ts';
import type { ThreadPaging } from './schemas.ts';
import { publicMove, type Action, type Move } from './status.ts';

const AT_ONCE = 100;
const MOST_BETWEEN = 500;

export type Attached = { id: string; messageId: string; name: string; type: string; size: number };

type Entry<Kind> = { kind: Kind; id: string; at: Date };
type Written = { body: string; authorId: string | null; authorName: string | null };
type Done = { actorName: string | null; actorKind: string };

export type ThreadEntry =
  | (Entry<'message'> & Written & { side: Side; attachments: Attached[] })
  /** Staff only. */
  | (Entry<'note'> & Written)
  /** `action` says what was done, for the words of `requests.event.*`. */
  | (Entry<'status'> & Done & { from: RequestStatus; to: RequestStatus; action: Action })
  /** Staff only. Names, or null for nobody; and the rule that did it where nobody has. */
  | (Entry<'assigned'> & Done & { from: string | null; to: string | null; rule: string | null })
  | (Entry<'answers'> & Done & { changes: AnswerChange[] });

/** Oldest first. `before` is the message that older ones come before, when there are any. */
export type Thread = { entries: ThreadEntry[]; before: string | undefined };

type About = { id: string; formId?: string | null };
type Window = { request: About; first: number; since: Date | undefined; before: string | undefined };

/**
 * Messages, with what happened between them, and for staff their notes; a fixed number of queries. The caller has
 * found the request in his own scope.
 */
export async function readThread(
  scope: Scope,
  request: About,
  { before }: ThreadPaging = {},
): Promise<Thread> {
  const found = await messagesOf(scope, request, before);
  const shown = found.slice(0, AT_ONCE);
  const more = found.length > AT_ONCE;
  const oldest = shown.at(-1);
  const window: Window = {
    request,
    first: more && oldest ? oldest.seq : 0,
    since: more ? oldest?.at : undefined,
    before,
  };
  const staff = isStaff(scope.actor);
  const [attached, noted, happened] = await Promise.all([
    attachmentsOf(scope, shown),
    staff ? notesOf(scope, window) : [],
    happenings(scope, window, before === undefined ? undefined : shown[0]?.at),
  ]);
  const written = shown.toReversed().map((message) => {
    const { seq: _seq, ...told } = message;
    return {
      ...told,
      kind: 'message' as const,
      authorId: message.authorName === null ? null : message.authorId,
      attachments: attached.filter(({ messageId }) => messageId === message.id),
    };
  });
  const entries: ThreadEntry[] = [...written, ...noted, ...happened];
  // What follows from a message was recorded at the same moment, and a sort keeps the order of equals.
  entries.sort((a, b) => a.at.getTime() - b.at.getTime());
  return { entries, before: more ? oldest?.id : undefined };
}

const messagesOf = (scope: Scope, { id }: { id: string }, before: string | undefined) =>
  scope
    .pick(
      messages,
      {
        id: messages.id,
        seq: messages.seq,
        at: messages.createdAt,
        body: messages.body,
        side: messages.side,
        authorId: messages.authorId,
        authorName: sql<string | null>`case when ${nameable(scope, messages.authorId)}
          then coalesce(${people.name}, ${messages.sender}, ${requests.guestName}) end`,
      },
      and(eq(messages.requestId, id), before === undefined ? undefined : lt(messages.seq, seqOf(id, before))),
    )
    .innerJoin(requests, eq(requests.id, messages.requestId))
    .leftJoin(people, eq(people.id, messages.authorId))
    .orderBy(desc(messages.seq))
    .limit(AT_ONCE + 1);

const seqOf = (requestId: string, messageId: string) =>
  sql<number>`(select seq from messages where id = ${messageId} and request_id = ${requestId})`;

async function attachmentsOf(scope: Scope, shown: { id: string }[]): Promise<Attached[]> {
  if (!shown.length) return [];
  const ids = shown.map(({ id }) => id);
  const { id, messageId } = attachments;
  return scope
    .pick(
      attachments,
      { id, messageId, name: files.name, type: files.type, size: files.size },
      inArray(messageId, ids),
    )
    .innerJoin(files, eq(files.id, attachments.fileId))
    .orderBy(attachments.id)
    .limit(AT_ONCE * 10);
}

async function notesOf(scope: Scope, { request, first, before }: Window): Promise<ThreadEntry[]> {
  const rows = await scope
    .pick(
      notes,
      {
        id: notes.id,
        at: notes.createdAt,
        body: notes.body,
        authorId: notes.authorId,
        authorName: people.name,
      },
      and(
        eq(notes.requestId, request.id),
        gte(notes.seq, first),
        before === undefined ? undefined : lt(notes.seq, seqOf(request.id, before)),
      ),
    )
    .leftJoin(people, eq(people.id, notes.authorId))
    .orderBy(desc(notes.seq))
    .limit(MOST_BETWEEN);
  return rows.reverse().map((row) => ({ ...row, kind: 'note' as const }));
}

/** What everybody who reaches a request reads of it. */
const TOLD: EventName[] = ['request.status_changed', 'request.changed'];

async function happenings(
  scope: Scope,
  { request, since }: Window,
  until: Date | undefined,
): Promise<ThreadEntry[]> {
  const staff = isStaff(scope.actor);
  const rows = await eventsOf(
    scope,
    and(
      eq(events.subjectId, request.id),
      inArray(events.name, staff ? [...TOLD, 'request.assigned'] : TOLD),
      since && gte(events.at, since),
      until && lt(events.at, until),
    ),
  );
  const idsOf = (wanted: EventName) => rows.filter(({ name }) => name === wanted).map(({ id }) => id);
  const [names, answers] = await Promise.all([
    staff ? scope.eventValues(idsOf('request.assigned'), ['staff']) : [],
    answerChanges(scope, request, idsOf('request.changed')),
  ]);
  return rows.reverse().flatMap(({ name, data, ...event }): ThreadEntry[] => {
    if (name === 'request.status_changed') {
      const move = staff ? (data as Move) : publicMove(data as Move);
      return staff || move.from !== move.to ? [{ kind: 'status', ...event, ...move }] : [];
    }
    if (name === 'request.changed') {
      const changes = answers.get(event.id);
      return changes ? [{ kind: 'answers', ...event, changes }] : [];
    }
    const valueOf = (wanted: string) =>
      names.find(({ eventId, field }) => eventId === event.id && field === wanted);
    const [who, rule] = [valueOf('assignee'), valueOf('rule')];
    return [
      {
        kind: 'assigned',
        ...event,
        from: nameIn(who?.before),
        to: nameIn(who?.after),
        rule: nameIn(rule?.after),
      },
    ];
  });
}

const eventsOf = (scope: Scope, where: SQL | undefined) =>
  scope
    .asSystem('thread')
    .pick(
      events,
      {
        id: events.id,
        name: events.name,
        at: events.at,
        data: events.data,
        actorKind: events.actorKind,
        actorName: sql<string | null>`case when ${nameable(scope, events.actorId)} then ${people.name} end`,
      },
      where,
    )
    .innerJoin(requests, eq(requests.id, events.subjectId))
    .leftJoin(people, eq(people.id, events.actorId))
    .orderBy(desc(events.at), desc(events.id))
    .limit(MOST_BETWEEN);

const nameIn = (value: unknown) => (typeof value === 'string' ? value : null);

/** The file of an attachment, for whoever reaches its request. */
export async function findAttachment(scope: Scope, requestId: string, id: string): Promise<File> {
  const request = await scope.find(requests, requestId);
  const [attachment] = await scope
    .select(attachments, and(eq(attachments.id, id), eq(attachments.requestId, request.id)))
    .limit(1);
  if (!attachment) throw notFound('attachments');
  return scope.fileOf(attachment);
}
