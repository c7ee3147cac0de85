import { Busboy, type BusboyFileStream, type BusboyInstance } from '@fastify/busboy';

import { malformed, tooLarge } from '#api/core/errors.ts';
import { safeName } from './name.ts';

export type UploadLimits = { files: number; fileBytes: number; fieldBytes: number; fields: number };
export type UploadPart = { field: string; name: string; stream: AsyncIterable<Uint8Array> };
export type UploadReceiver = {
  /** Stores one file and says its id. It must give up, and leave nothing behind, when the stream throws. */
  onFile(part: UploadPart): Promise<string>;
  /** The upload failed: these files were stored for nothing. */
  onAbort(ids: string[]): Promise<void>;
};

/** A client that still sends when it is refused reads the answer only if somebody takes the rest of its body. */
const LINGER_BYTES = 64 * 1024 * 1024;
const HEADER_BYTES = 16 * 1024;

/**
 * Reads a form with files without ever holding one in memory. Files go to `onFile` one after another; the id that
 * it answers becomes the value of that field.
 *
 * @param kept takes the fields, without the files, that were read before it failed: what somebody has typed
 */
export async function readMultipart(
  request: Request,
  limits: UploadLimits,
  receiver: UploadReceiver,
  kept = new URLSearchParams(),
): Promise<URLSearchParams> {
  const reader = request.body?.getReader();
  if (!reader) throw malformed();
  const upload = new Upload(parserFor(request, limits), limits, receiver);
  try {
    await upload.feed(reader);
    return upload.params();
  } catch (error) {
    upload.stop(error);
    await Promise.all([linger(reader), upload.undo()]);
    for (const [field, value] of upload.typed()) kept.append(field, value);
    throw error;
  }
}

function parserFor(request: Request, limits: UploadLimits): BusboyInstance {
  const type = request.headers.get('content-type') ?? '';
  if (!/^multipart\/form-data\s*;.*boundary="?[^\s";]/i.test(type)) throw malformed();
  try {
    return new Busboy({
      headers: { 'content-type': type },
      isPartAFile: (_field, _type, name) => name !== undefined,
      limits: {
        fileSize: limits.fileBytes,
        fieldSize: limits.fieldBytes,
        headerSize: HEADER_BYTES,
        headerPairs: 20,
      },
    });
  } catch {
    throw malformed();
  }
}

/** A file has no value until it is stored, and never gets one when its input was left empty. */
type Entry = { field: string; value: string | undefined; file: boolean };

/** What has come of one form so far. */
class Upload {
  readonly #parser: BusboyInstance;
  readonly #limits: UploadLimits;
  readonly #receiver: UploadReceiver;
  readonly #entries: Entry[] = [];
  readonly #stored: string[] = [];
  readonly #open = new Set<BusboyFileStream>();
  readonly #finished = Promise.withResolvers<void>();
  #failed: { error: unknown } | undefined;
  #giveUp: (error: unknown) => void = () => {};
  #files = 0;
  #fields = 0;
  #turn: Promise<void> = Promise.resolve();

  constructor(parser: BusboyInstance, limits: UploadLimits, receiver: UploadReceiver) {
    this.#parser = parser;
    this.#limits = limits;
    this.#receiver = receiver;
    parser.on('field', (field, value, _short, truncated) => this.#onField(field, value, truncated));
    parser.on('file', (field, stream, name) => this.#onFile(field, stream, name));
    parser.on('error', () => this.stop(malformed()));
    parser.on('finish', () => this.#finished.resolve());
  }

  async feed(reader: ReadableStreamDefaultReader<Uint8Array>) {
    for (;;) {
      const { done, value } = await this.#unlessFailed(
        reader.read().catch(() => Promise.reject(malformed())),
      );
      if (done) break;
      await this.#unlessFailed(new Promise<void>((taken) => this.#parser.write(value, () => taken())));
    }
    this.#parser.end();
    await this.#unlessFailed(this.#finished.promise);
    await this.#unlessFailed(this.#turn);
  }

  params(): URLSearchParams {
    return new URLSearchParams(pairs(this.#entries));
  }

  typed(): [string, string][] {
    return pairs(this.#entries.filter(({ file }) => !file));
  }

  /** The first failure counts. Whoever reads a file at this moment is told by its stream. */
  stop(error: unknown) {
    if (this.#failed) return;
    this.#failed = { error };
    for (const stream of this.#open) stream.destroy(error instanceof Error ? error : malformed());
    this.#giveUp(error);
  }

  /** Waits for the file in hand: it may have been stored after all. */
  async undo() {
    await this.#turn;
    if (this.#stored.length > 0) await this.#receiver.onAbort(this.#stored);
  }

  /** Promise.race against one long-lived promise would keep every chunk in memory until the end. */
  #unlessFailed<T>(work: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#giveUp = reject;
      if (this.#failed) reject(this.#failed.error);
      work.then(resolve, reject);
    });
  }

  #onField(field: string | undefined, value: string, truncated: boolean) {
    if (field === undefined) return this.stop(malformed());
    if (truncated || ++this.#fields > this.#limits.fields) return this.stop(tooLarge());
    this.#entries.push({ field, value, file: false });
  }

  #onFile(field: string | undefined, stream: BusboyFileStream, name: string) {
    stream.on('error', () => {});
    if (field === undefined) return this.stop(malformed());
    const counted = name === '' ? ++this.#fields <= this.#limits.fields : ++this.#files <= this.#limits.files;
    if (!counted) return this.stop(tooLarge());
    stream.on('limit', () => this.stop(tooLarge()));
    this.#open.add(stream);
    const entry: Entry = { field, value: undefined, file: true };
    this.#entries.push(entry);
    this.#turn = this.#turn.then(() => this.#take(entry, name, stream));
  }

  /** Never rejects: the next in turn and `undo` wait for it. */
  async #take(entry: Entry, name: string, stream: BusboyFileStream) {
    try {
      if (this.#failed) return;
      const chunks = stream.iterator({ destroyOnReturn: false }) as AsyncIterableIterator<Uint8Array>;
      const first = name === '' ? await chunks.next() : undefined;
      if (first?.done) return;
      const whole = first ? prepended(first.value, chunks) : chunks;
      entry.value = await this.#receiver.onFile({
        field: entry.field,
        name: safeName(unescaped(name)),
        stream: whole,
      });
      this.#stored.push(entry.value);
      stream.resume();
    } catch (error) {
      this.stop(error);
    } finally {
      this.#open.delete(stream);
    }
  }
}

const pairs = (entries: Entry[]) =>
  entries.flatMap(({ field, value }): [string, string][] => (value === undefined ? [] : [[field, value]]));

/** Browsers write quotes and line breaks of a name like this. */
const unescaped = (name: string) => name.replace(/%22/g, '"').replace(/%0[ad]/gi, ' ');

async function* prepended(first: Uint8Array, rest: AsyncIterable<Uint8Array>) {
  yield first;
  yield* rest;
}

async function linger(reader: ReadableStreamDefaultReader<Uint8Array>) {
  try {
    for (let size = 0; size < LINGER_BYTES;) {
      const { done, value } = await reader.read();
      if (done) return;
      size += value.length;
    }
    await reader.cancel();
  } catch {
    // The client is gone, which is as good.
  }
}
