import type { Auth } from '#api/auth/service.ts';
import type { Member } from '#api/core/actor.ts';
import { AppError } from '#api/core/errors.ts';
import type { Logger } from '#api/core/log.ts';
import { Scope, type Base } from '#api/core/scope.ts';
import { timeOf } from '#db/ids.ts';
import { hearable, MOST_NEWS, newsSince, type News } from './news.ts';
import { Presence, type Doing } from './presence.ts';
import { Stream } from './stream.ts';

const BEAT_MS = 15_000;
/** A commit that was long in coming bears an earlier moment than one that went before it. */
const OVERLAP_MS = 15_000;
const RESUMES_MS = 24 * 3_600_000;
const MOST = 1_000;
const MOST_EACH = 6;
const WAIT_S = 30;

/** `known` is what had happened when it began to listen. */
type Listener = { member: Member; session: string; stream: Stream; known: Set<string> };
type Since = { since?: string | undefined };

/**
 * Tells open pages what happens to the requests that their readers may see. Whose session is over hears nothing more:
 * each look at what is new begins with who still listens by right.
 */
export class Live {
  readonly presence = new Presence();
  readonly #base: Base;
  readonly #auth: Auth;
  readonly #log: Logger;
  readonly #listeners = new Set<Listener>();
  readonly #told = new Map<string, number>();
  #beat: NodeJS.Timeout | undefined;
  #stopListening: (() => void) | undefined;
  #looking: Promise<void> | undefined;
  #again = false;

  constructor(base: Base, auth: Auth, log: Logger) {
    this.#base = base;
    this.#auth = auth;
    this.#log = log;
  }

  /** @param session as its cookie has it @throws 503 when too many listen already */
  async open(member: Member, session: string, { since }: Since = {}): Promise<ReadableStream<Uint8Array>> {
    if (this.#listeners.size >= MOST) throw new AppError(503, 'live.full', {}, WAIT_S);
    const recent = await newsSince(this.#base, new Date(Date.now() - OVERLAP_MS));
    const known = new Set(recent.map(({ id }) => id));
    const stream = new Stream(() => this.#drop(listener));
    const listener: Listener = { member, session, stream, known };
    this.#makeRoom(member.personId);
    this.#listeners.add(listener);
    this.#begin();
    stream.beat();
    if (since) await this.#catchUp(listener, since);
    return stream.body;
  }

  /** @returns whether anybody may have noticed */
  async say(requestId: string, { id, name }: { id: string; name: string }, doing: Doing | 'gone') {
    const noticed =
      doing === 'gone'
        ? this.presence.leave(requestId, id)
        : this.presence.enter(requestId, { id, name, doing });
    if (noticed) await this.#tellPresence([requestId]);
  }

  /** For tests, and for the end of a process: what is under way comes to its end. */
  async settle(): Promise<void> {
    while (this.#looking) await this.#looking;
  }

  close(): void {
    for (const listener of this.#listeners) this.#drop(listener);
  }

  get count(): number {
    return this.#listeners.size;
  }

  #begin(): void {
    this.#stopListening ??= this.#base.db.writer.listen(() => this.#look());
    this.#beat ??= setInterval(() => this.#pulse(), BEAT_MS).unref();
  }

  #drop(listener: Listener): void {
    this.#listeners.delete(listener);
    listener.stream.close();
    if (this.#listeners.size) return;
    this.#stopListening?.();
    this.#stopListening = undefined;
    clearInterval(this.#beat);
    this.#beat = undefined;
  }

  /** A browser has one; more are windows of other browsers, and the oldest gives way. */
  #makeRoom(personId: string): void {
    const own = [...this.#listeners].filter(({ member }) => member.personId === personId);
    for (const oldest of own.slice(0, Math.max(0, own.length - MOST_EACH + 1))) this.#drop(oldest);
  }

  #pulse(): void {
    for (const listener of this.#listeners) if (!listener.stream.beat()) this.#drop(listener);
    const quiet = this.presence.expire();
    if (quiet.length) void this.#tellPresence(quiet).catch((error: unknown) => this.#failed(error));
    this.#look();
  }

  /** However many commits there are meanwhile, one look follows. */
  #look(): void {
    this.#again = true;
    this.#looking ??= this.#lookOn()
      .catch((error: unknown) => this.#failed(error))
      .finally(() => {
        this.#looking = undefined;
      });
  }

  async #lookOn(): Promise<void> {
    while (this.#again && this.#listeners.size) {
      this.#again = false;
      await this.#dropEnded();
      const from = Date.now() - OVERLAP_MS;
      for (const [id, at] of this.#told) if (at < from) this.#told.delete(id);
      const news = (await newsSince(this.#base, new Date(from))).filter(({ id }) => !this.#told.has(id));
      for (const { id } of news) this.#told.set(id, timeOf(id));
      for (const listener of this.#listeners)
        await this.#tell(
          listener,
          news.filter(({ id }) => !listener.known.has(id)),
        );
    }
  }

  async #dropEnded(): Promise<void> {
    const listeners = [...this.#listeners];
    const alive = await this.#auth.sessions.alive(listeners.map(({ session }) => session));
    for (const listener of listeners) if (!alive.has(listener.session)) this.#drop(listener);
  }

  async #tell(listener: Listener, news: News[]): Promise<void> {
    if (!news.length) return;
    const scope = await this.#scopeOf(listener);
    if (!scope) return this.#drop(listener);
    for (const { id, name, requestId, actorId } of await hearable(scope, news)) {
      const mine = actorId === listener.member.personId;
      const heard = listener.stream.send({ id, event: 'request', data: { id: requestId, name, mine } });
      if (!heard) return this.#drop(listener);
    }
  }

  async #catchUp(listener: Listener, since: string): Promise<void> {
    const from = Math.max((timeOf(since) || 0) - OVERLAP_MS, Date.now() - RESUMES_MS);
    const news = (await newsSince(this.#base, new Date(from))).filter(({ id }) => id > since);
    if (news.length > MOST_NEWS) listener.stream.send({ event: 'missed', data: {} });
    else await this.#tell(listener, news);
  }

  /** To staff alone, and to nobody about himself. */
  async #tellPresence(requestIds: string[]): Promise<void> {
    const rooms = requestIds.map((requestId) => ({ requestId, audience: 'staff' as const }));
    for (const listener of this.#listeners) {
      if (listener.member.kind !== 'staff') continue;
      const scope = await this.#scopeOf(listener);
      if (!scope) continue;
      for (const { requestId } of await hearable(scope, rooms)) {
        const people = this.presence.in(requestId).filter(({ id }) => id !== listener.member.personId);
        listener.stream.send({ event: 'presence', data: { id: requestId, people } });
      }
    }
  }

  /** With the rights that the reader has now, not those it came with. */
  async #scopeOf({ member }: Listener): Promise<Scope | undefined> {
    const members = await this.#auth.directory.membersOf(member.personId);
    const now = members.find(({ membershipId }) => membershipId === member.membershipId);
    return now && new Scope(this.#base, now);
  }

  #failed(error: unknown): void {
    this.#log.error({ err: error }, 'live failed');
  }
}
