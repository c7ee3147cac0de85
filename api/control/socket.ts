import { createHash } from 'node:crypto';
import { chmodSync, rmSync } from 'node:fs';
import { createServer, request, type IncomingMessage, type RequestListener } from 'node:http';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { text } from 'node:stream/consumers';

const OWNER_ONLY = 0o600;
/** What the kernels take: a longer path is cut without a word. */
const LONGEST = 100;

export type Door = {
  /** Lets commands in; until then they are told to wait. */
  serve(listener: RequestListener): void;
  close(): Promise<void>;
};

/**
 * Where the process that owns a data folder listens to the commands of the machine's own people: whoever may open
 * this file may open the database, too. Nothing where the path is too long for a socket.
 */
export function socketOf(data: string): string | undefined {
  const hash = createHash('sha256').update(data).digest('hex').slice(0, 16);
  if (process.platform === 'win32') return `\\\\.\\pipe\\portico-${hash}`;
  const path = join(data, 'portico.sock');
  return Buffer.byteLength(path) <= LONGEST ? path : undefined;
}

/** While one develops, the same process starts the product again and again. */
const mine: Map<string, Door> = ((globalThis as Record<symbol, unknown>)[Symbol.for('portico.doors')] ??=
  new Map()) as Map<string, Door>;

/** Listens there, unless another process does: then there is none to be had. */
export async function openDoor(path: string): Promise<Door | undefined> {
  const opened = mine.get(path);
  if (opened) return opened;
  let listener: RequestListener = (_, response) => void response.writeHead(503).end();
  const server = createServer((asked, answer) => listener(asked, answer));
  const listening = () =>
    new Promise<void>((resolve, reject) => server.once('error', reject).listen(path, () => resolve()));
  try {
    await listening();
  } catch (error) {
    if (!isTaken(error)) throw error;
    if (await ownerOf(path)) return undefined;
    // Whoever listened was killed and could not clean up.
    rmSync(path, { force: true });
    await listening();
  }
  server.unref();
  if (process.platform !== 'win32') chmodSync(path, OWNER_ONLY);
  const door: Door = {
    serve: (next) => void (listener = next),
    async close() {
      mine.delete(path);
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
  mine.set(path, door);
  return door;
}

const isTaken = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';

/** The process that listens there, if any does. */
export async function ownerOf(path: string): Promise<boolean> {
  return ask(path, { method: 'GET', path: '/' }).then(
    () => true,
    () => false,
  );
}

type Question = { method: string; path: string; body?: AsyncIterable<Uint8Array> };

/** Sends one command. @returns the answer, to be read as it comes */
export async function ask(path: string, { method, path: address, body }: Question): Promise<IncomingMessage> {
  const asked = request({ socketPath: path, method, path: address });
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    let unreadable: unknown;
    async function* whole() {
      try {
        yield* body ?? [];
      } catch (error) {
        unreadable = error;
        throw error;
      }
    }
    asked.once('response', resolve).on('error', (error) => reject(unreadable ?? error));
    // No faster than it is taken; what fails of it is an error of the request as well.
    void pipeline(whole, asked).catch(() => {});
  });
  const answer = await answered;
  if (method === 'GET' && address === '/') await text(answer);
  return answer;
}
