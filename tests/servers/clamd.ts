import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';

/** What finds something: the text that makers of scanners have agreed on, put together so that none finds this file. */
export const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');

type Mood = 'well' | 'silent' | 'confused';

/** Speaks ClamAV's INSTREAM, and knows one thing to be harmful. */
export async function startClamd() {
  const state = { mood: 'well' as Mood, seen: 0 };
  const server = createServer((socket) => {
    let got = Buffer.alloc(0);
    socket.on('error', () => {});
    socket.on('data', (bytes: Buffer) => {
      got = Buffer.concat([got, bytes]);
      const content = whole(got);
      if (!content || state.mood === 'silent') return;
      state.seen += content.length;
      const found = content.includes(EICAR) ? 'stream: Eicar-Test-Signature FOUND\0' : 'stream: OK\0';
      socket.end(state.mood === 'confused' ? 'INSTREAM size limit exceeded. ERROR\0' : found);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  return {
    state,
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

const COMMAND = 'zINSTREAM\0';

/** What was sent, once the piece without a length has come. */
function whole(got: Buffer): Buffer | undefined {
  if (got.subarray(0, COMMAND.length).toString() !== COMMAND) return undefined;
  const pieces: Buffer[] = [];
  for (let at = COMMAND.length; at + 4 <= got.length;) {
    const length = got.readUInt32BE(at);
    if (length === 0) return Buffer.concat(pieces);
    pieces.push(got.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return undefined;
}
