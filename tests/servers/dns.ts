import { createSocket } from 'node:dgram';

const HEADER = 12;
const NAME_ERROR = 3;
const TXT = 16;

/** A DNS server on this machine that knows TXT records of names and nothing else. */
export async function startDns(records: Record<string, string[]> = {}) {
  const socket = createSocket('udp4');
  socket.on('message', (query, { port, address }) => socket.send(answer(query, records), port, address));
  socket.bind(0, '127.0.0.1');
  await new Promise((resolve) => socket.once('listening', resolve));
  return {
    records,
    address: `127.0.0.1:${socket.address().port}`,
    stop: () => new Promise<void>((resolve) => socket.close(() => resolve())),
  };
}

function answer(query: Buffer, records: Record<string, string[]>): Buffer {
  const { name, end } = nameIn(query);
  const texts = records[name] ?? [];
  const header = Buffer.from(query.subarray(0, HEADER));
  header.writeUInt16BE(0x8580 | (name in records ? 0 : NAME_ERROR), 2);
  header.writeUInt16BE(texts.length, 6);
  header.writeUInt32BE(0, 8);
  return Buffer.concat([header, query.subarray(HEADER, end), ...texts.map(record)]);
}

function nameIn(query: Buffer) {
  const labels: string[] = [];
  let at = HEADER;
  for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length));
    at += length + 1;
  }
  return { name: labels.join('.').toLowerCase(), end: at + 5 };
}

/** In parts of at most 255 bytes, as the DNS has it. */
function record(text: string): Buffer {
  const parts = text.match(/.{1,255}/g) ?? [''];
  const data = Buffer.concat(parts.map((part) => Buffer.from([part.length, ...Buffer.from(part)])));
  const about = Buffer.alloc(HEADER);
  about.writeUInt16BE(0xc00c, 0);
  about.writeUInt16BE(TXT, 2);
  about.writeUInt16BE(1, 4);
  about.writeUInt16BE(data.length, 10);
  return Buffer.concat([about, data]);
}
