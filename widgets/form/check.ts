import type { FormField } from '../shared/contract.ts';
import type { Strings } from '../shared/strings/index.ts';

export type Values = Record<string, string>;
/** What is wrong with which field, in the words of the server's codes. */
export type Problems = Record<string, string>;

/** Loose on purpose: it catches what is surely a slip. Whether an address works, the mail will tell. */
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

export function check(fields: FormField[], values: Values): Problems {
  const problems: Problems = {};
  for (const { name, kind, required, maxLength = Infinity } of fields) {
    const value = values[name] ?? '';
    if (required && !value) problems[name] = 'required';
    else if (value.length > maxLength) problems[name] = 'too_big';
    else if (kind === 'email' && value && !EMAIL.test(value)) problems[name] = 'invalid_format';
  }
  return problems;
}

const MISSING = new Set(['required', 'too_small', 'invalid_type']);
const TOO_LONG = new Set(['too_big', 'too_long']);

/** A code of the server or of `check` as a sentence for the reader. */
export function explain(code: string, kind: FormField['kind'], text: Strings): string {
  if (MISSING.has(code)) return text.missing;
  if (TOO_LONG.has(code)) return text.tooLong;
  return kind === 'email' ? text.email : text.invalid;
}
