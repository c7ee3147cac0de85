import { eq } from 'drizzle-orm';

import type { Logger } from '#api/core/log.ts';
import { dispatch, type Reactions } from '#api/events/dispatch.ts';
import type { Database } from '#db/client.ts';
import { newId } from '#db/ids.ts';
import { events, type Event } from '#db/schema/events.ts';
import type { Job } from '#db/schema/jobs.ts';
import { claim, extend, finish, giveBack, postpone, releaseAll, type Lane } from './queue.ts';

const POLL_MS = 5_000;
const ALIVE_MS = 20_000;

/**
 * Does what follows from an event. It may run twice for one event, so it must come to the same either way. `signal`
 * tells a long one that the house closes: it throws, and goes on from where it was at the next start.
 */
export type Handler = ((event: Event, signal: AbortSignal) => Promise<void>) & Manner;
/** `after` is how long after the event it is due. */
type Manner = { long?: true; after?: number };
export type Handlers = Record<string, Handler>;

/** What takes minutes has a lane of its own, so that no mail waits behind it. */
export const long = (handler: Handler): Handler => Object.assign(handler, { long: true as const });

/** What waits so long after its event, whatever happens to the process meanwhile. */
export const later = (after: number, handler: Handler): Handler => Object.assign(handler, { after });

/** Turns events into jobs and works them off, one after another, soon after each commit and every few seconds. */
export class Worker {
  readonly #db: Database;
  readonly #reactions: Reactions;
  readonly #handlers: Handlers;
  readonly #log: Logger;
  readonly #name = newId('job');
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #runningLong: Promise<void> | undefined;
  #stopping = new AbortController();
  #again = false;
  #stopListening: (() => void) | undefined;
  #stopped = true;

  constructor(db: Database, reactions: Reactions, handlers: Handlers, log: Logger) {
    this.#db = db;
    this.#reactions = reactions;
    this.#handlers = handlers;
    this.#log = log;
  }

  start(): void {
    this.#stopped = false;
    this.#stopping = new AbortController();
    this.#stopListening = this.#db.writer.listen(() => this.nudge());
    this.#timer = setInterval(() => this.nudge(), POLL_MS);
    this.nudge();
  }

  /** To be called before the start where nobody else may work on this database. */
  async takeOver(): Promise<void> {
    await releaseAll(this.#db);
  }

  get isRunning(): boolean {
    return !this.#stopped;
  }

  nudge(): void {
    this.#again = true;
    if (this.#stopped) return;
    if (this.#longJobs.length)
      this.#runningLong ??= this.#loopLong().finally(() => {
        this.#runningLong = undefined;
      });
    if (this.#running) return;
    this.#running = this.#loop().finally(() => {
      this.#running = undefined;
    });
  }

  /** Lets the job at hand end, then gives back whatever is leased. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#stopping.abort();
    clearInterval(this.#timer);
    this.#stopListening?.();
    await Promise.all([this.#running, this.#runningLong]);
    await giveBack(this.#db, this.#name);
  }

  /** Everything that is due now, to its end. Tests call this instead of waiting. */
  async drain(): Promise<void> {
    while ((await this.#dispatch()) || (await this.#next({})));
  }

  get #longJobs(): string[] {
    return Object.keys(this.#handlers).filter((name) => this.#handlers[name]?.long);
  }

  #dispatch(): Promise<boolean> {
    return dispatch(this.#db, this.#reactions, (job) => this.#handlers[job]?.after ?? 0);
  }

  async #loop() {
    while (this.#again && !this.#stopped) {
      this.#again = false;
      try {
        const others: Lane = { except: this.#longJobs };
        while (!this.#stopped && ((await this.#dispatch()) || (await this.#next(others))));
      } catch (error) {
        this.#log.error({ err: error }, 'worker failed');
      }
    }
  }

  async #loopLong() {
    try {
      while (!this.#stopped && (await this.#next({ only: this.#longJobs })));
    } catch (error) {
      this.#log.error({ err: error }, 'worker failed');
    }
  }

  async #next(lane: Lane): Promise<boolean> {
    const job = await claim(this.#db, this.#name, new Date(), lane);
    if (!job) return false;
    const alive = setInterval(() => void extend(this.#db, job).catch(() => {}), ALIVE_MS);
    try {
      await this.#run(job);
      await finish(this.#db, job);
    } catch (error) {
      // Given back when everything has stopped.
      if (this.#stopping.signal.aborted && this.#handlers[job.name]?.long) return false;
      this.#log.warn({ err: error, job: job.name, event: job.eventId, attempts: job.attempts }, 'job failed');
      await postpone(this.#db, job, error);
    } finally {
      clearInterval(alive);
    }
    return true;
  }

  async #run(job: Job) {
    const handle = this.#handlers[job.name];
    if (!handle) throw new Error(`no handler for ${job.name}`);
    const [event] = await this.#db.reader.select().from(events).where(eq(events.id, job.eventId));
    if (event) await handle(event, this.#stopping.signal);
  }
}
