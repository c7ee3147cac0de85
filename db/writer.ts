import { setTimeout as pause } from 'node:timers/promises';

import { LibsqlBatchError, type Client, type InStatement, type ResultSet } from '@libsql/client';

import { isBusy } from './errors.ts';

const ATTEMPTS = 6;
const FIRST_PAUSE_MS = 20;

/** Somebody else wrote first, or a condition of the batch did not hold: nothing of it happened. */
export class GuardFailed extends Error {
  override name = 'GuardFailed';
  /** Index of the guard's statement in the batch. */
  readonly statement: number;

  constructor(statement: number, cause: Error) {
    super(`guard ${statement} of a batch failed`, { cause });
    this.statement = statement;
  }
}

/** Aborts the batch when the condition is false: `json` of this text is an error in every SQLite. */
export const guardSql = (condition: string) => `select case when ${condition} then 1 else json('guard') end`;

/**
 * The one way to write. A write is a batch: it happens whole or not at all and holds the event loop only while
 * SQLite works. The driver is synchronous and a busy wait would freeze the server, so it gives up early, and the
 * pause between two attempts is spent here, where others can go on.
 */
export class Writer {
  readonly #client: Client;
  readonly #prepare: () => Promise<void>;
  readonly #listeners = new Set<() => void>();

  constructor(client: Client, prepare: () => Promise<void>) {
    this.#client = client;
    this.#prepare = prepare;
  }

  /**
   * Is told after each batch, so that what follows from it need not wait for the next poll.
   *
   * @returns what ends that
   */
  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * @throws GuardFailed when a guard of the batch does not hold
   * @throws the driver's error, `SQLITE_BUSY` after six attempts among them
   */
  async batch(statements: InStatement[]): Promise<ResultSet[]> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const results = await this.#client.batch(statements, 'write');
        for (const listener of this.#listeners) listener();
        return results;
      } catch (error) {
        if (isGuard(error)) throw new GuardFailed(error.statementIndex, error);
        if (!isBusy(error) || attempt === ATTEMPTS) throw error;
        await this.#recover();
        await pause(FIRST_PAUSE_MS * 2 ** attempt * Math.random());
      }
    }
  }

  /** After one SQLITE_BUSY a libSQL connection cannot commit again (libsql-client-ts #352): take a new one. */
  async #recover() {
    if (this.#client.protocol !== 'file') return;
    this.#client.reconnect();
    await this.#prepare();
  }
}

const isGuard = (error: unknown): error is LibsqlBatchError =>
  error instanceof LibsqlBatchError && /malformed JSON/i.test(error.message);
