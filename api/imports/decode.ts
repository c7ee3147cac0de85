/** How bytes become text. UTF-16 and the two code pages of Windows are what spreadsheets still write. */
export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1251', 'windows-1252'] as const;
export type Encoding = (typeof encodings)[number];

const SEEN_BYTES = 64 * 1024;
const BROKEN = 0xfffd;
const LAST_OF_ASCII = 0x7f;
/** One in so many letters may be broken. */
const FEW = 10;

const MARKS: [Encoding, number[]][] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

export function encodingOf(bytes: Uint8Array): Encoding {
  const marked = MARKS.find(([, mark]) => mark.every((byte, at) => bytes[at] === byte));
  return marked?.[0] ?? wideOf(bytes) ?? (isUtf8(bytes) ? 'utf-8' : codePageOf(bytes));
}

/** A byte order mark is no part of the text, and a line ends in one way only. */
export const decode = (bytes: Uint8Array, encoding: Encoding): string =>
  new TextDecoder(encoding).decode(bytes).replace(/\r\n?/g, '\n');

/** Latin and Cyrillic texts in UTF-16 are full of bytes that no other encoding has: 0, and 4 in every second place. */
function wideOf(bytes: Uint8Array): Encoding | undefined {
  const head = bytes.subarray(0, SEEN_BYTES);
  const high = [0, 0];
  for (const [at, byte] of head.entries()) if (byte === 0 || byte === 4) high[at % 2]! += 1;
  const [even = 0, odd = 0] = high;
  if (Math.max(even, odd) < head.length / 4) return undefined;
  return odd > even ? 'utf-16le' : 'utf-16be';
}

/** Of another encoding hardly a letter would be right: a few that are broken make no other encoding of it. */
function isUtf8(bytes: Uint8Array): boolean {
  const text = new TextDecoder('utf-8').decode(bytes);
  let [right, broken] = [0, 0];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === BROKEN) broken += 1;
    else if (code > LAST_OF_ASCII) right += 1;
  }
  return broken * FEW <= right;
}

/** In Russian whole words are of high bytes; in the languages of Western Europe they stand alone among others. */
function codePageOf(bytes: Uint8Array): Encoding {
  const words = new TextDecoder('windows-1251').decode(bytes.subarray(0, SEEN_BYTES)).match(/\p{L}+/gu) ?? [];
  const foreign = words.filter((word) => /[^a-z]/i.test(word));
  const cyrillic = foreign.filter((word) => /^[а-яё]{2,}$/i.test(word));
  return cyrillic.length * 2 > foreign.length ? 'windows-1251' : 'windows-1252';
}
