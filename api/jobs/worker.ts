import { eq } from 'drizzle-orm';

import type { Logger } from '#api/core/log.ts';
import { dispatch, type Reactions } from '#api/events/dispatch.ts';
import type { Database } from '#db/client.ts';
import { newId } from '#db/ids.ts';
import { events, type Event } from '#db/schema/events.ts';
import type { Job } from '#db/schema/jobs.ts';
import { claim, finish, giveBack, postpone } from './queue.ts';

const POLL_MS = 5_000;

/** Does what follows from an event. It may run twice for one event, so it must come to the same either way. */
export type Handler = (event: Event) => Promise<void>;
export type Handlers = Record<string, Handler>;

/** Turns events into jobs and works them off, one after another, soon after each commit and every few seconds. */
export class Worker {
  readonly #db: Database;
  readonly #reactions: Reactions;
  readonly #handlers: Handlers;
  readonly #log: Logger;
  readonly #name = newId('job');
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #again = false;
  #stopped = true;

  constructor(db: Database, reactions: Reactions, handlers: Handlers, log: Logger) {
    this.#db = db;
    this.#reactions = reactions;
    this.#handlers = handlers;
    this.#log = log;
  }

  start(): void {
    this.#stopped = false;
    this.#db.writer.onCommit = () => this.nudge();
    this.#timer = setInterval(() => this.nudge(), POLL_MS);
    this.nudge();
  }

  get isRunning(): boolean {
    return !this.#stopped;
  }

  nudge(): void {
    this.#again = true;
    if (this.#stopped || this.#running) return;
    this.#running = this.#loop().finally(() => {
      this.#running = undefined;
    });
  }

  /** Lets the job at hand end, then gives back whatever is leased. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#timer);
    this.#db.writer.onCommit = undefined;
    await this.#running;
    await giveBack(this.#db, this.#name);
  }

  /** Everything that is due now, to its end. Tests call this instead of waiting. */
  async drain(): Promise<void> {
    while ((await dispatch(this.#db, this.#reactions)) || (await this.#next()));
  }

  async #loop() {
    while (this.#again && !this.#stopped) {
      this.#again = false;
      try {
        while (!this.#stopped && ((await dispatch(this.#db, this.#reactions)) || (await this.#next())));
      } catch (error) {
        this.#log.error({ err: error }, 'worker failed');
      }
    }
  }

  async #next(): Promise<boolean> {
    const job = await claim(this.#db, this.#name);
    if (!job) return false;
    try {
      await this.#run(job);
      await finish(this.#db, job);
    } catch (error) {
      this.#log.warn({ err: error, job: job.name, event: job.eventId, attempts: job.attempts }, 'job failed');
      await postpone(this.#db, job, error);
    }
    return true;
  }

  async #run(job: Job) {
    const handle = this.#handlers[job.name];
    if (!handle) throw new Error(`no handler for ${job.name}`);
    const [event] = await this.#db.reader.select().from(events).where(eq(events.id, job.eventId));
    if (event) await handle(event);
  }
}
