import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';

import { AppError, notFound } from '#api/core/errors.ts';
import type { ByteRange, Bytes, Storage, Stored } from './storage.ts';

const KEY = /^[a-z0-9_]{8,80}$/;
const CHUNK = 64 * 1024;

/** Files in a folder of this machine. */
export function openDisk(folder: string): Storage {
  return {
    async put(key, body, options) {
      const target = place(folder, key);
      const unfinished = join(folder, 'unfinished', randomUUID());
      await mkdir(join(folder, 'unfinished'), { recursive: true });
      await mkdir(target.folder, { recursive: true });
      try {
        const stored = await write(unfinished, body, options);
        await rename(unfinished, target.path);
        await sync(target.folder);
        return stored;
      } catch (error) {
        await rm(unfinished, { force: true });
        throw error;
      }
    },

    async get(key, range) {
      const { path } = place(folder, key);
      const size = await sizeOf(path);
      return { stream: read(path, range ?? { start: 0, end: size - 1 }), size };
    },

    async delete(key) {
      await rm(place(folder, key).path, { force: true });
    },

    async *keys(count) {
      const keys: string[] = [];
      for (const shard of await readdir(folder).catch(() => []))
        for (const key of await readdir(join(folder, shard))) {
          if (KEY.test(key) && key.endsWith(shard)) keys.push(key);
          if (keys.length === count) yield keys.splice(0);
        }
      if (keys.length) yield keys;
    },

    async tidy(before) {
      const unfinished = join(folder, 'unfinished');
      for (const name of await readdir(unfinished).catch(() => [])) {
        const path = join(unfinished, name);
        const touched = await stat(path).catch(() => undefined);
        if (touched && touched.mtime < before) await rm(path, { force: true });
      }
    },
  };
}

/** Ids sort by time, so their ends spread over the subfolders and their beginnings do not. */
function place(folder: string, key: string) {
  if (!KEY.test(key)) throw notFound('files');
  const shard = join(folder, key.slice(-2));
  return { folder: shard, path: join(shard, key) };
}

async function write(
  path: string,
  body: Bytes,
  options: { maxBytes: number; signal?: AbortSignal },
): Promise<Stored> {
  const hash = createHash('sha256');
  let size = 0;
  async function* measured() {
    for await (const chunk of stoppable(body, options.signal)) {
      size += chunk.byteLength;
      if (size > options.maxBytes) throw new AppError(413, 'files.too_large');
      hash.update(chunk);
      yield chunk;
    }
  }

  const handle = await open(path, 'wx', 0o600);
  try {
    await handle.writeFile(measured());
    await handle.sync();
  } finally {
    await handle.close();
  }
  return { size, sha256: hash.digest('hex') };
}

/** A body that stalls must still notice the signal, so every single wait listens to it. */
async function* stoppable(body: Bytes, signal: AbortSignal | undefined): AsyncIterable<Uint8Array> {
  const chunks = body[Symbol.asyncIterator]();
  try {
    for (;;) {
      const { done, value } = await orStop(chunks.next(), signal);
      if (done) return;
      yield value;
    }
  } finally {
    // Not awaited: a stalled body would never answer.
    void chunks.return?.()?.catch(() => {});
  }
}

async function orStop<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work;
  const { promise, reject } = Promise.withResolvers<never>();
  const stop = () => reject(signal.reason);
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop, { once: true });
  return Promise.race([work, promise]).finally(() => signal.removeEventListener('abort', stop));
}

/** A rename survives a power cut only once its folder is on the disk too. */
async function sync(folder: string) {
  const handle = await open(folder);
  await handle.sync().finally(() => handle.close());
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw notFound('files');
    throw error;
  }
}

/** Opened at the first read and closed at the end or when the reader goes away: nobody has to read a response. */
function read(path: string, { start, end }: ByteRange): ReadableStream<Uint8Array> {
  let handle: FileHandle | undefined;
  let position = start;
  return new ReadableStream(
    {
      async pull(controller) {
        handle ??= await open(path);
        try {
          const buffer = new Uint8Array(Math.min(CHUNK, Math.max(0, end + 1 - position)));
          const { bytesRead } = await handle.read(buffer, 0, buffer.length, position);
          position += bytesRead;
          if (bytesRead > 0) controller.enqueue(buffer.subarray(0, bytesRead));
          if (bytesRead > 0 && position <= end) return;
        } catch (error) {
          await handle.close();
          throw error;
        }
        await handle.close();
        controller.close();
      },
      cancel: () => handle?.close(),
    },
    { highWaterMark: 0 },
  );
}
