import type { Design, Field, Option, Value } from '#db/schema/request-types.ts';
import { fieldsOf, optionsFor, type Settled } from './conditions.ts';

/** What is wrong with the answers to a form, by the key of the field. */
export function problemsOf(design: Design, { values, asked }: Settled): Record<string, string> {
  return Object.fromEntries(
    fieldsOf(design).flatMap((field) => {
      if (!asked.has(field.key)) return [];
      const value = values[field.key];
      const code =
        value === undefined
          ? field.required && 'required'
          : wrongIn(field, value, () => optionsFor(field, values));
      return code ? [[field.key, code]] : [];
    }),
  );
}

export const LONGEST = { text: 500, long_text: 10_000 } as const;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

function wrongIn(field: Field, value: Value, offered: () => Option[]): string | undefined {
  switch (field.kind) {
    case 'text':
    case 'long_text':
      return wrongText(field, String(value), LONGEST[field.kind]);
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) ? outOf(field, value) : 'invalid_format';
    case 'date':
      return isDay(String(value)) ? undefined : 'invalid_format';
    case 'choice':
    case 'tree':
      return offered().some(({ key }) => key === value) ? undefined : 'invalid_value';
  }
}

function wrongText({ max, pattern }: Field, text: string, longest: number): string | undefined {
  if (text.length > Math.min(max ?? longest, longest)) return 'too_big';
  return pattern && !fits(text, pattern) ? 'invalid_format' : undefined;
}

const outOf = ({ min = -Infinity, max = Infinity }: Field, value: number) =>
  value < min ? 'too_small' : value > max ? 'too_big' : undefined;

function isDay(text: string): boolean {
  const at = DAY.test(text) ? new Date(`${text}T00:00:00Z`) : undefined;
  return at !== undefined && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

const SIGNS: Record<string, RegExp> = { '#': /^\p{Nd}$/u, '@': /^\p{L}$/u, '*': /^[\p{L}\p{Nd}]$/u };

/** `#` stands for a digit, `@` for a letter, `*` for either; everything else for itself, whatever its case. */
export function fits(text: string, pattern: string): boolean {
  const letters = [...text];
  const signs = [...pattern];
  return (
    letters.length === signs.length &&
    signs.every((sign, index) => {
      const letter = letters[index] ?? '';
      return SIGNS[sign]?.test(letter) ?? sign.toLowerCase() === letter.toLowerCase();
    })
  );
}
