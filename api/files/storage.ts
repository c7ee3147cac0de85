/** Where the bytes of files live. A key is written once; what a key holds never changes. */
export interface Storage {
  /** Stores all of it or nothing: a cut, stopped or oversize body leaves no trace. */
  put(key: string, body: Bytes, options: { maxBytes: number; signal?: AbortSignal }): Promise<Stored>;
  /** `size` is that of the whole file; `end` is the last byte wanted, as in HTTP. */
  get(key: string, range?: ByteRange): Promise<{ stream: ReadableStream<Uint8Array>; size: number }>;
  /** Deleting what is not there is fine. */
  delete(key: string): Promise<void>;
  /** Every key there is, `count` at once, in no order. */
  keys(count: number): AsyncIterable<string[]>;
  /** Throws away what was begun before that moment and never ended, because the process did first. */
  tidy(before: Date): Promise<void>;
}

export type Bytes = ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>;
export type ByteRange = { start: number; end: number };
export type Stored = { size: number; sha256: string };
