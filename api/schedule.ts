import { purgeUnprovenApplications } from './applications/purge.ts';
import { forgetExpired } from './core/forget.ts';
import type { Base } from './core/scope.ts';
import type { Logger } from './core/log.ts';
import { sweepStrays } from './files/strays.ts';
import { sweepFiles } from './files/sweep.ts';
import { purgeUnproven } from './guests/purge.ts';
import { expireArchives } from './privacy/archives.ts';
import { applyRules } from './privacy/retention.ts';
import { wakeRequests } from './requests/waking.ts';
import { watchClocks } from './service-levels/watching.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export type Task = { name: string; everyMs: number; run(base: Base): Promise<unknown> };

/** What happens by the clock: the one page to look at for "what runs every hour". */
const tasks: Task[] = [
  { name: 'apply-retention', everyMs: HOUR_MS, run: applyRules },
  { name: 'expire-archives', everyMs: HOUR_MS, run: expireArchives },
  { name: 'forget-expired', everyMs: HOUR_MS, run: forgetExpired },
  { name: 'purge-applications', everyMs: HOUR_MS, run: purgeUnprovenApplications },
  { name: 'purge-unproven', everyMs: HOUR_MS, run: purgeUnproven },
  { name: 'sweep-files', everyMs: HOUR_MS, run: sweepFiles },
  { name: 'sweep-strays', everyMs: DAY_MS, run: sweepStrays },
  { name: 'wake-requests', everyMs: HOUR_MS / 4, run: wakeRequests },
  { name: 'watch-clocks', everyMs: MINUTE_MS, run: watchClocks },
];

/** Runs each task at the start and then every so often, one run of a task at a time, until it is stopped. */
export class Schedule {
  readonly #base: Base;
  readonly #log: Logger;
  readonly #tasks: Task[];
  readonly #running = new Map<string, Promise<void>>();
  #timers: NodeJS.Timeout[] = [];

  /** @param more what needs more than what the house looks at */
  constructor(base: Base, log: Logger, more: Task[] = []) {
    this.#tasks = [...tasks, ...more];
    this.#base = base;
    this.#log = log;
  }

  start(): void {
    for (const task of this.#tasks) {
      this.#run(task);
      this.#timers.push(setInterval(() => this.#run(task), task.everyMs).unref());
    }
  }

  async stop(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer);
    this.#timers = [];
    await Promise.all(this.#running.values());
  }

  #run({ name, run }: Task) {
    if (this.#running.has(name)) return;
    const running = run(this.#base).then(
      (result) => this.#log.info({ task: name, result }, 'ran by the clock'),
      (error: unknown) => this.#log.error({ err: error, task: name }, 'task failed'),
    );
    this.#running.set(
      name,
      running.finally(() => this.#running.delete(name)),
    );
  }
}
