import { dueAfter } from '#api/requests/due.ts';
import { advance, publicStatus, replyChoices, type Action, type Role } from '#api/requests/status.ts';
import type { RequestPriority, RequestStatus, Side } from '#db/enums.ts';
import { newId } from '#db/ids.ts';
import { attachments, messages, notes } from '#db/schema/requests.ts';
import { attachmentFile } from './content/attachment-file.ts';
import type { Entry } from './content/script.ts';
import { personId, personOf, sideOf, type Happening, type Story } from './story.ts';

type Begun = {
  subject: Happening['subject'];
  status: RequestStatus;
  priority: RequestPriority;
  dueAt: Date | null;
};

/**
 * A request in the making: each entry moves it as the portal would have moved it, so that a story that cannot have
 * happened does not load.
 */
export class Conversation {
  readonly #story: Story;
  readonly #subject: Happening['subject'];
  readonly #priority: RequestPriority;
  #status: RequestStatus;
  #dueAt: Date | null;
  #assignee: string | undefined;
  #seq = 0;
  #version = 1;
  #lastSide: Side = 'customer';
  #lastMessageAt = new Date(0);
  #updatedAt = new Date(0);

  constructor(story: Story, { subject, status, priority, dueAt }: Begun) {
    this.#story = story;
    this.#subject = subject;
    this.#priority = priority;
    this.#status = status;
    this.#dueAt = dueAt;
  }

  begin(entry: Entry, { category, site }: { category: string; site: string | null }): void {
    const messageId = this.#say(entry);
    const data = { messageId, category, priority: this.#priority };
    if (site) {
      const by = { site };
      this.#tell(entry, 'request.quarantined', { by, audience: 'staff', data: { messageId, siteId: site } });
    } else this.#tell(entry, 'request.submitted', { data });
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
      assigneeId: this.#assignee ? personId(this.#assignee) : null,
      lastSide: this.#lastSide,
      lastMessageAt: this.#lastMessageAt,
      lastSeq: this.#seq,
      version: this.#version,
      updatedAt: this.#updatedAt,
    };
  }

  #act(entry: Entry, role: Role, action: Action): void {
    const says = action === 'reply' || (replyChoices as readonly Action[]).includes(action);
    if (says !== (entry.text !== '')) throw new Error(`${action} in ${entry.by}: ${entry.text}`);
    const from = this.#status;
    const to = advance(from, role, action);
    this.#dueAt = dueAfter(this.#standing(), action, to, {
      now: this.#story.at(entry.at),
      until: this.#until(entry),
    });
    if (says) {
      const messageId = this.#say(entry);
      this.#tell(entry, 'request.replied', { data: { messageId, side: this.#lastSide, action } });
    }
    this.#status = to;
    this.#version += 1;
    if (from === to) return;
    const audience = publicStatus(from) === publicStatus(to) ? 'staff' : 'account';
    this.#tell(entry, 'request.status_changed', { audience, data: { from, to, action } });
  }

  #standing() {
    return { status: this.#status, priority: this.#priority, dueAt: this.#dueAt, lastSide: this.#lastSide };
  }

  /** Until the end of a day, as somebody who chooses one means it. */
  #until({ words: [word, days] }: Entry): Date | undefined {
    if (word !== 'wait' || days === undefined) return undefined;
    return new Date(`${this.#story.day({ inDays: Number(days) })}T23:59:59.999Z`);
  }

  /** The address of a guest has proven itself. */
  #release(entry: Entry): void {
    this.#status = 'submitted';
    this.#dueAt = dueAfter({ ...this.#standing(), dueAt: null }, 'reply', 'submitted', {
      now: this.#story.at(entry.at),
    });
    this.#tell(entry, 'request.released', { by: { job: 'prove' }, data: { by: 'proof' } });
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
    this.#story.happened({ by, ...happening, name, at: moment, subject: this.#subject });
  }
}
