import { fileTypeFromBuffer } from 'file-type';

import { AppError } from '#api/core/errors.ts';
import { safeName } from './name.ts';

/** As many first bytes as `sniff` wants to see; fewer only when the file is shorter. */
export const HEAD_BYTES = 16 * 1024;

const OFFICE = 'application/vnd.openxmlformats-officedocument';
const BY_ENDING = new Map([
  ['png', 'image/png'],
  ['jpg', 'image/jpeg'],
  ['jpeg', 'image/jpeg'],
  ['gif', 'image/gif'],
  ['webp', 'image/webp'],
  ['pdf', 'application/pdf'],
  ['docx', `${OFFICE}.wordprocessingml.document`],
  ['xlsx', `${OFFICE}.spreadsheetml.sheet`],
  ['pptx', `${OFFICE}.presentationml.presentation`],
  ['zip', 'application/zip'],
  ['mp4', 'video/mp4'],
  ['txt', 'text/plain'],
  ['csv', 'text/csv'],
  ['tsv', 'text/tab-separated-values'],
  ['log', 'text/plain'],
]);
const ALLOWED = new Set(BY_ENDING.values());
/** What may be written in another way than UTF-8. */
const TABLES = new Set(['text/csv', 'text/tab-separated-values']);
const MARKUP = /^[\s\ufeff]*<[!?a-z]/i;

/**
 * The type to store an upload under. The bytes decide; the claimed name must only not end in something that an
 * operating system would run or a browser would render.
 *
 * @param drawings whether SVG may come in as well: to be made a picture, and never to be shown as it is
 */
export const sniff = async (head: Uint8Array, name: string, { drawings = false } = {}): Promise<string> =>
  drawings && isDrawing(head, name) ? 'image/svg+xml' : sniffFile(head, name);

async function sniffFile(head: Uint8Array, name: string): Promise<string> {
  const ending = endingOf(safeName(name));
  const claimed = BY_ENDING.get(ending ?? 'txt');
  if (claimed === undefined) throw notAllowed();

  const type = (await detect(head)) ?? textType(head, claimed);
  if (type === undefined || !ALLOWED.has(type)) throw notAllowed();
  // An office file is a zip whose telling entry may lie beyond the first bytes.
  return type === 'application/zip' && claimed.startsWith(OFFICE) ? claimed : type;
}

/** The name that a file is kept under: its ending says what the bytes are, and one that says else gives way. */
export function fitting(name: string, type: string): string {
  const ending = endingOf(name);
  const right = [...BY_ENDING].find(([, one]) => one === type)?.[0];
  if (!right || (ending ? BY_ENDING.get(ending) === type : type.startsWith('text/'))) return name;
  return `${ending ? name.slice(0, -ending.length - 1) : name}.${right}`;
}

const DRAWING = /^\ufeff?\s*(?:<[?!][^>]*>\s*)*<svg[\s>]/i;

const isDrawing = (head: Uint8Array, name: string) =>
  endingOf(safeName(name)) === 'svg' &&
  DRAWING.test(new TextDecoder().decode(head).replace(/<!--[\s\S]*?-->/g, ''));

/** "Invoice no. 5" and "v1.2" have no ending. */
function endingOf(name: string): string | undefined {
  const ending = /\.([^.\s]+)$/.exec(name)?.[1]?.toLowerCase();
  return ending === undefined || /^\d+$/.test(ending) ? undefined : ending;
}

async function detect(head: Uint8Array): Promise<string | undefined> {
  const found = await fileTypeFromBuffer(head);
  return found?.mime === 'image/apng' ? 'image/png' : found?.mime;
}

function textType(head: Uint8Array, claimed: string): string | undefined {
  if (!claimed.startsWith('text/')) return undefined;
  const text = textOf(head) ?? (TABLES.has(claimed) ? tableOf(head) : undefined);
  return text === undefined || MARKUP.test(text) ? undefined : claimed;
}

function textOf(head: Uint8Array): string | undefined {
  if (head.includes(0)) return undefined;
  try {
    // A character may be cut where the head ends.
    return new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: head.length >= HEAD_BYTES });
  } catch {
    return undefined;
  }
}

/** Spreadsheets still write UTF-16, which says so, and code pages, in which every byte is a letter but these. */
function tableOf(head: Uint8Array): string | undefined {
  const mark = `${head[0]},${head[1]}`;
  if (mark === '255,254' || mark === '254,255')
    return new TextDecoder(mark === '255,254' ? 'utf-16le' : 'utf-16be').decode(head);
  const strange = head.some((byte) => byte < 32 && byte !== 9 && byte !== 10 && byte !== 13);
  return strange ? undefined : new TextDecoder('windows-1252').decode(head);
}

/** Reads the first bytes of a stream and gives the stream back whole. */
export async function peek(stream: AsyncIterable<Uint8Array>, bytes = HEAD_BYTES) {
  const chunks = stream[Symbol.asyncIterator]();
  const seen: Uint8Array[] = [];
  for (let size = 0; size < bytes;) {
    const { done, value } = await chunks.next();
    if (done) break;
    seen.push(value);
    size += value.length;
  }
  async function* whole(): AsyncIterable<Uint8Array> {
    yield* seen;
    yield* { [Symbol.asyncIterator]: () => chunks };
  }
  return { head: new Uint8Array(Buffer.concat(seen).subarray(0, bytes)), stream: whole() };
}

const notAllowed = () => new AppError(422, 'files.type_not_allowed');
