import { Worker } from 'node:worker_threads';

import { conflict } from '#api/core/errors.ts';
import type { ImportKind } from '#db/enums.ts';
import type { ImportAnalysis, ImportMapping } from '#db/schema/imports.ts';
import type { Format } from './analysis.ts';
import type { ReadRow } from './rows.ts';

export type Prepared = { kind: ImportKind; mapping: ImportMapping };
export type Rows = { from: number; count: number };
export type Asked = {
  id: number;
  file: number;
  name: 'open' | 'prepare' | 'rows' | 'close';
  question: unknown;
};
type Answered = { id: number; answer?: unknown; error?: string };

/** What a few files of the largest size want, twice over. */
const MEMORY_MB = 768;

/** The thread that reads, made when the first file comes. It keeps nobody from leaving while it has nothing to do. */
class Desk {
  readonly #worker = new Worker(new URL('reader-worker.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
  });
  readonly #waiting = new Map<number, PromiseWithResolvers<unknown>>();
  #asked = 0;
  gone = false;

  constructor() {
    this.#worker.on('message', ({ id, answer, error }: Answered) => {
      const waiting = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (this.#waiting.size === 0) this.#worker.unref();
      if (error === undefined) waiting?.resolve(answer);
      else waiting?.reject(conflict('imports.unreadable'));
    });
    this.#worker.on('error', () => this.#leave());
    this.#worker.on('exit', () => this.#leave());
    this.#worker.unref();
  }

  ask<T>(asked: Omit<Asked, 'id'>, transfer: ArrayBuffer[] = []): Promise<T> {
    const id = (this.#asked += 1);
    const waiting = Promise.withResolvers<unknown>();
    this.#waiting.set(id, waiting);
    this.#worker.ref();
    this.#worker.postMessage({ id, ...asked } satisfies Asked, transfer);
    return waiting.promise as Promise<T>;
  }

  /** Files that no reader survives are refused; the house goes on, and the next file gets another reader. */
  #leave() {
    this.gone = true;
    for (const { reject } of this.#waiting.values()) reject(conflict('imports.unreadable'));
    this.#waiting.clear();
  }
}

let desk: Desk | undefined;
let files = 0;

/** A file in the hands of the thread that reads. */
export class Reader {
  readonly analysis: ImportAnalysis;
  readonly #desk: Desk;
  readonly #file: number;

  private constructor(at: Desk, file: number, analysis: ImportAnalysis) {
    this.#desk = at;
    this.#file = file;
    this.analysis = analysis;
  }

  /** @throws 409 `imports.unreadable` */
  static async open(bytes: Uint8Array<ArrayBuffer>, format: Format): Promise<Reader> {
    if (!desk || desk.gone) desk = new Desk();
    const at = desk;
    const file = (files += 1);
    const question = { bytes, format };
    return new Reader(at, file, await at.ask({ file, name: 'open', question }, [bytes.buffer]));
  }

  /** @returns how many rows there are */
  prepare({ kind, mapping }: Prepared): Promise<number> {
    return this.#desk.ask({ file: this.#file, name: 'prepare', question: { kind, mapping } });
  }

  rows(from: number, count: number): Promise<ReadRow[]> {
    return this.#desk.ask({ file: this.#file, name: 'rows', question: { from, count } satisfies Rows });
  }

  async close(): Promise<void> {
    if (!this.#desk.gone) await this.#desk.ask({ file: this.#file, name: 'close', question: null });
  }
}
