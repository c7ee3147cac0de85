import { crc32, deflateRawSync } from 'node:zlib';

export type Member = { name: string; bytes: Uint8Array };

const UTF8_NAMES = 0x0800;
const DEFLATED = 8;
/** The first day that a ZIP knows: the same members make the same bytes. */
const DAY = 0x21;

export function makeZip(members: Member[]): Uint8Array<ArrayBuffer> {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, bytes } of members) {
    const packed = deflateRawSync(bytes);
    const label = Buffer.from(name, 'utf8');
    const facts = factsOf(bytes, packed.length, label.length);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), facts, label, packed]);
    directory.push(entryOf(facts, offset), label);
    parts.push(local);
    offset += local.length;
  }
  const listing = Buffer.concat(directory);
  return Uint8Array.from(Buffer.concat([...parts, listing, endOf(members.length, listing.length, offset)]));
}

/** What the two headers of a member share: 26 bytes. */
function factsOf(bytes: Uint8Array, packed: number, label: number): Buffer {
  const facts = Buffer.alloc(26);
  facts.writeUInt16LE(20, 0);
  facts.writeUInt16LE(UTF8_NAMES, 2);
  facts.writeUInt16LE(DEFLATED, 4);
  facts.writeUInt16LE(DAY, 8);
  facts.writeUInt32LE(crc32(bytes), 10);
  facts.writeUInt32LE(packed, 14);
  facts.writeUInt32LE(bytes.length, 18);
  facts.writeUInt16LE(label, 22);
  return facts;
}

function entryOf(facts: Buffer, offset: number): Buffer {
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(offset, 10);
  return Buffer.concat([Buffer.from('PK\x01\x02\x14\0', 'latin1'), facts, rest]);
}

function endOf(count: number, size: number, offset: number): Buffer {
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return end;
}
