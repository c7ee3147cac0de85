import { firstDue, turned, type Act } from '#api/requests/due.ts';
import { advance, publicStatus, replyChoices, type Action, type Role } from '#api/requests/status.ts';
import { milestones } from '#api/requests/milestones.ts';
import { courseAfter } from '#api/requests/wakes.ts';
import { heard, type Told } from '#api/service-levels/facts.ts';
import { nextClocks } from '#api/service-levels/keeping.ts';
import type { Judged, Level } from '#api/service-levels/levels.ts';
import { newsOf } from '#api/service-levels/watching.ts';
import type { RequestStatus, Side } from '#db/enums.ts';
import { newId } from '#db/ids.ts';
import { attachments, messages, notes, type Request } from '#db/schema/requests.ts';
import { requestClocks } from '#db/schema/service-levels.ts';
import { attachmentFile } from './content/attachment-file.ts';
import type { Entry } from './content/script.ts';
import { personId, personOf, sideOf, type Happening, type Story } from './story.ts';

const DAY_MS = 86_400_000;

type Begun = {
  subject: Happening['subject'];
  status: RequestStatus;
  level: Level;
  judged: Judged;
};

/**
 * A request in the making: each entry moves it as the portal would have moved it, so that a story that cannot have
 * happened does not load.
 */
export class Conversation {
  readonly #story: Story;
  readonly #subject: Happening['subject'];
  readonly #level: Level;
  readonly #judged: Judged;
  readonly #told: Told[] = [];
  #status: RequestStatus;
  #dueAt: Date | null = null;
  #course: ReturnType<typeof courseAfter> = {
    wakesAt: null,
    reminders: 0,
    reopenCount: 0,
    resolution: null,
    waitReason: null,
  };
  #milestones: Pick<Request, 'firstResponseAt' | 'resolvedAt'> = { firstResponseAt: null, resolvedAt: null };
  #assignee: string | undefined;
  #seq = 0;
  #version = 1;
  #lastSide: Side = 'customer';
  #lastMessageAt = new Date(0);
  #updatedAt = new Date(0);

  constructor(story: Story, { subject, status, level, judged }: Begun) {
    this.#story = story;
    this.#subject = subject;
    this.#level = level;
    this.#judged = judged;
    this.#status = status;
  }

  begin(entry: Entry, { category, site }: { category: string; site: string | null }): void {
    const messageId = this.#say(entry);
    const data = { messageId, category, priority: this.#judged.priority };
    if (site) {
      const by = { site };
      this.#tell(entry, 'request.quarantined', { by, audience: 'staff', data: { messageId, siteId: site } });
    } else {
      this.#tell(entry, 'request.submitted', { data });
      const at = this.#story.at(entry.at);
      this.#dueAt = firstDue(nextClocks(this.#clocks(), at), at);
    }
  }

  goOn(entry: Entry): void {
    if (this.#story.at(entry.at) < this.#updatedAt) throw new Error(`Too early: ${entry.text || entry.by}`);
    const [word = 'reply', ...rest] = entry.words;
    if (word === 'proves') return this.#release(entry);
    if (word === 'note') return this.#note(entry);
    if (word === 'assign') return this.#assign(entry, rest[0] ?? entry.by);
    const role = sideOf(entry.by) === 'staff' ? 'agent' : 'customer';
    if (entry.text && role === 'agent' && !this.#assignee) this.#assign(entry, entry.by);
    return this.#act(entry, role, word as Action);
  }

  /** As the row has them after the last entry. */
  columns() {
    return {
      status: this.#status,
      dueAt: this.#dueAt,
      ...this.#course,
      ...this.#milestones,
      wakesAt: this.#wakesAt(),
      assigneeId: this.#assignee ? personId(this.#assignee) : null,
      lastSide: this.#lastSide,
      lastMessageAt: this.#lastMessageAt,
      lastSeq: this.#seq,
      version: this.#version,
      updatedAt: this.#updatedAt,
    };
  }

  /** Nobody is woken the moment the house opens: what has waited too long by then has a day more. */
  #wakesAt(): Date | null {
    const { wakesAt } = this.#course;
    const tomorrow = new Date(this.#story.now.getTime() + DAY_MS);
    return wakesAt && wakesAt < tomorrow ? tomorrow : wakesAt;
  }

  #act(entry: Entry, role: Role, action: Action): void {
    const says = action === 'reply' || (replyChoices as readonly Action[]).includes(action);
    if (says !== (entry.text !== '')) throw new Error(`${action} in ${entry.by}: ${entry.text}`);
    const from = this.#status;
    const to = advance(from, role, action);
    const now = this.#story.at(entry.at);
    this.#dueAt = turned(
      this.#clocks(),
      this.#standing(),
      this.#actOf(entry, { action, to, says }),
      now,
    ).dueAt;
    const standing = { ...this.#course, status: from };
    const until = this.#until(entry) ?? this.#dueAt ?? undefined;
    this.#course = courseAfter(standing, action, to, { now, until });
    if (says) {
      const messageId = this.#say(entry);
      this.#tell(entry, 'request.replied', { data: { messageId, side: this.#lastSide, action } });
    }
    const { firstResponseAt } = this.#milestones;
    const reached = milestones({ firstResponseAt, status: from }, to, says ? this.#lastSide : undefined, now);
    this.#milestones = { ...this.#milestones, ...reached };
    this.#status = to;
    this.#version += 1;
    if (from === to) return;
    const audience = publicStatus(from) === publicStatus(to) ? 'staff' : 'account';
    this.#tell(entry, 'request.status_changed', { audience, data: { from, to, action } });
  }

  #standing() {
    return { status: this.#status, dueAt: this.#dueAt };
  }

  #actOf(entry: Entry, { action, to, says }: { action: Action; to: RequestStatus; says: boolean }): Act {
    const act = { action, to, until: this.#until(entry) };
    return says ? { ...act, says: entry.by === 'guest' ? 'guest' : sideOf(entry.by) } : act;
  }

  #clocks() {
    const request = { ...this.#judged, status: this.#status, firstResponseAt: null };
    return { request, level: this.#level, events: this.#told, rows: [] };
  }

  /** What the clocks have said until now, and where they stand. */
  end(): void {
    const { now } = this.#story;
    const { id: requestId } = this.#subject;
    if (!this.#told.length) return;
    for (;;) {
      const { rows } = nextClocks(this.#clocks(), now);
      const due = rows.find(({ nextAt }) => nextAt && nextAt <= now);
      if (!due?.nextAt) {
        this.#story.insert(
          requestClocks,
          rows.map((row) => ({ id: newId('clk'), requestId, ...row })),
        );
        return;
      }
      const at = due.nextAt;
      const { name } = newsOf(due, at);
      const data = { target: due.target, dueAt: due.dueAt?.toISOString() };
      this.#happened(name, at, { by: { job: 'watch-clocks' }, audience: 'staff', data });
    }
  }

  /** Until the end of a day, as somebody who chooses one means it. */
  #until({ words: [word, days] }: Entry): Date | undefined {
    if (word !== 'wait' || days === undefined) return undefined;
    return new Date(`${this.#story.day({ inDays: Number(days) })}T23:59:59.999Z`);
  }

  /** The address of a guest has proven itself. */
  #release(entry: Entry): void {
    this.#status = 'submitted';
    this.#tell(entry, 'request.released', { by: { job: 'prove' }, data: { by: 'proof' } });
    this.#dueAt = nextClocks(this.#clocks(), this.#story.at(entry.at)).dueAt ?? null;
  }

  #assign(entry: Entry, to: string): void {
    const before = this.#assignee;
    this.#assignee = to;
    this.#tell(entry, 'request.assigned', {
      audience: 'staff',
      data: { from: before ? personId(before) : null, to: personId(to) },
      values: {
        assignee: {
          before: before ? personOf(before).name : null,
          after: personOf(to).name,
          audience: 'staff',
        },
      },
    });
  }

  #note(entry: Entry): void {
    advance(this.#status, 'agent', 'note');
    this.#seq += 1;
    const { id: requestId } = this.#subject;
    const row = { requestId, seq: this.#seq, authorId: personId(entry.by), body: entry.text };
    this.#story.insert(notes, [{ id: newId('note'), ...row, createdAt: this.#story.at(entry.at) }]);
    this.#tell(entry, 'request.noted', { audience: 'staff' });
  }

  /** @returns the id of the message */
  #say(entry: Entry): string {
    const createdAt = this.#story.at(entry.at);
    const id = newId('msg');
    const isGuest = entry.by === 'guest';
    const { id: requestId } = this.#subject;
    this.#seq += 1;
    this.#lastSide = isGuest ? 'guest' : sideOf(entry.by);
    this.#lastMessageAt = createdAt;
    const author = { authorId: isGuest ? null : personId(entry.by), side: this.#lastSide };
    this.#story.insert(messages, [{ id, requestId, seq: this.#seq, ...author, body: entry.text, createdAt }]);
    const uploads = entry.files.map((file) => ({ ...attachmentFile(file), by: entry.by, at: createdAt }));
    const fileIds = this.#story.keep(uploads);
    this.#story.insert(
      attachments,
      fileIds.map((fileId) => ({ id: newId('att'), requestId, messageId: id, fileId, createdAt })),
    );
    return id;
  }

  #tell(
    { at, by }: Entry,
    name: Happening['name'],
    happening: Partial<Omit<Happening, 'name' | 'at' | 'subject'>>,
  ): void {
    const moment = this.#story.at(at);
    this.#updatedAt = moment;
    this.#happened(name, moment, { by, ...happening });
  }

  #happened(
    name: Happening['name'],
    at: Date,
    happening: Pick<Happening, 'by'> & Partial<Omit<Happening, 'name' | 'at' | 'subject'>>,
  ): void {
    this.#story.happened({ ...happening, name, at, subject: this.#subject });
    if ((heard as readonly string[]).includes(name))
      this.#told.push({ name, at, data: happening.data ?? {} });
  }
}
