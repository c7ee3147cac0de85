import { z } from 'zod';

import { invalid } from './errors.ts';

/** A line or a text by a person: trimmed, and empty counts as missing. */
export const text = (max: number) => z.string().trim().min(1).max(max);

/** The same where nothing is a valid answer; stored as null. */
export const optionalText = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .transform((value) => value || null)
    .nullish()
    .transform((value) => value ?? null);

export const email = z.string().trim().toLowerCase().max(254).pipe(z.email());
export const day = z.iso.date();
/** An IANA time zone. */
export const zone = text(60).refine(isZone, { params: { code: 'invalid_value' } });
/** The version of the row that the writer has read. */
export const version = z.coerce.number().int().min(1);
/** Holds the sort value of a row, which may be a name of two hundred letters of any script. */
const cursor = z.string().max(2_000).optional();

/** The part of a list's address that pages: at most one of the two is given. */
export const Paging = z.object({ after: cursor, before: cursor });
/** `size` is ours alone to say: nothing that comes in names it. */
export type Paging = z.infer<typeof Paging> & { size?: number };

/**
 * What came in, as the schema has it.
 *
 * @throws 422 with a code per field: zod's issue code, `invalid_characters` for NUL and lone surrogates, which
 * SQLite, XML and mail cannot carry
 */
export function parse<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  if (isDeeper(value, DEEPEST)) throw invalid({ body: 'too_complex' });
  const broken = Object.fromEntries(brokenTexts(value, ''));
  if (Object.keys(broken).length) throw invalid(broken);
  const result = schema.safeParse(value, { reportInput: true });
  if (result.success) return result.data;
  throw invalid(
    Object.fromEntries(result.error.issues.map((issue) => [issue.path.join('.') || 'body', codeOf(issue)])),
  );
}

function isZone(value: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: value }));
  } catch {
    return false;
  }
}

/** No form of ours goes deeper, and what walks through a value would run out of stack far below. */
const DEEPEST = 20;

const isDeeper = (value: unknown, levels: number): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (levels === 0 || Object.values(value).some((part) => isDeeper(part, levels - 1)));

function codeOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'custom') return String(issue.params?.['code'] ?? 'custom');
  if (issue.code === 'too_small' && issue.origin === 'string' && issue.minimum === 1) return 'required';
  if (issue.code === 'invalid_type' && issue.input === undefined) return 'required';
  return issue.code;
}

function* brokenTexts(value: unknown, path: string): Iterable<[string, string]> {
  if (typeof value === 'string') {
    if (value.includes('\0') || !value.isWellFormed()) yield [path || 'body', 'invalid_characters'];
  } else if (value !== null && typeof value === 'object') {
    for (const [key, part] of Object.entries(value)) {
      yield* brokenTexts(part, path ? `${path}.${key}` : key);
    }
  }
}
