import type { ByteRange } from './storage.ts';

/**
 * One `Range` header (RFC 9110 §14). `undefined` means: send the whole file. Several ranges at once, other units
 * and nonsense are ignored like that, as the standard allows.
 */
export function parseRange(header: string | null, size: number): ByteRange | 'unsatisfiable' | undefined {
  const match = /^bytes=[ \t]*(\d*)-(\d*)[ \t]*$/i.exec(header ?? '');
  if (!match) return undefined;
  const [first, last] = [match[1] ?? '', match[2] ?? ''];
  if (first === '') return suffix(last, size);
  const start = Number(first);
  if (last !== '' && Number(last) < start) return undefined;
  if (start >= size) return 'unsatisfiable';
  return { start, end: last === '' ? size - 1 : Math.min(Number(last), size - 1) };
}

function suffix(length: string, size: number) {
  if (length === '') return undefined;
  if (Number(length) === 0) return 'unsatisfiable';
  // No Content-Range can describe a part of nothing.
  return size === 0 ? undefined : { start: Math.max(0, size - Number(length)), end: size - 1 };
}
