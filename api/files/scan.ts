import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';

import { AppError } from '#api/core/errors.ts';
import type { Bytes, Storage } from './storage.ts';

/** Hands bytes on as they come, and throws at their end where something harmful was in them. */
export type Scanner = (bytes: Bytes) => AsyncIterable<Uint8Array>;

const PATIENCE_MS = 30_000;
const MOST_AT_ONCE = 64 * 1024;
const WAIT_S = 60;

const harmful = () => new AppError(422, 'files.harmful');
/** What nobody has looked at is not taken. */
const away = () => new AppError(503, 'files.not_scanned', {}, WAIT_S);

/** Nothing is kept that the scanner has not let pass. */
export const scanned = (storage: Storage, scanner: Scanner): Storage => ({
  ...storage,
  put: (key, body, options) => storage.put(key, scanner(body), options),
});

/**
 * ClamAV's daemon, which takes a stream in pieces, each after its length, and answers when it has seen the end.
 *
 * @param address `host:port`
 * @see https://docs.clamav.net/manual/Usage/Scanning.html#clamd
 */
export const clamd = (address: string, patienceMs = PATIENCE_MS): Scanner =>
  async function* (bytes) {
    const { hostname: host, port } = new URL(`tcp://${address}`);
    const socket = connect({ host, port: Number(port) });
    socket.setTimeout(patienceMs, () => socket.destroy(new Error('slow')));
    const answer = text(socket).catch(() => '');
    try {
      await send(socket, Buffer.from('zINSTREAM\0'));
      for await (const chunk of bytes) {
        for (const piece of piecesOf(chunk)) await send(socket, framed(piece));
        yield chunk;
      }
      await send(socket, framed(new Uint8Array()));
      judge(await answer);
    } finally {
      socket.destroy();
    }
  };

const send = (socket: Socket, bytes: Uint8Array): Promise<void> =>
  new Promise((taken, refused) => socket.write(bytes, (error) => (error ? refused(away()) : taken())));

function* piecesOf(chunk: Uint8Array): Iterable<Uint8Array> {
  for (let from = 0; from < chunk.length; from += MOST_AT_ONCE)
    yield chunk.subarray(from, from + MOST_AT_ONCE);
}

function framed(piece: Uint8Array): Uint8Array {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(piece.length);
  return Buffer.concat([length, piece]);
}

function judge(answer: string): void {
  if (/ FOUND\0?\s*$/.test(answer)) throw harmful();
  if (!/: OK\0?\s*$/.test(answer)) throw away();
}
