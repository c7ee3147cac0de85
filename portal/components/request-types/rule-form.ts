import { fieldsOf } from '#api/request-types/conditions.ts';
import { wordsIn } from '#api/request-types/wording.ts';
import type { Locale } from '#db/enums.ts';
import type { Condition, Design, Value } from '#db/schema/request-types.ts';
import { ruleOf } from './rules.ts';

/** A rule as the fields of a form. */
export function ruleInto(
  draft: Design,
  condition: Condition | undefined,
  locale: Locale,
): Record<string, string> {
  const { mode, lines } = ruleOf(condition);
  const fields = new Map(fieldsOf(draft).map((field) => [field.key, field]));
  const written = (key: string, value: Value) => {
    const label = fields.get(key)?.options?.find((option) => option.key === value)?.label;
    const words = wordsIn(label, locale);
    // Several answers stand with commas between them.
    return words && !words.includes(',') ? words : String(value);
  };
  return {
    'when.mode': mode,
    ...Object.fromEntries(
      lines.flatMap(({ field, how, values }, at) => [
        [`when.${at}.field`, field],
        [`when.${at}.how`, how],
        [`when.${at}.value`, values.map((value) => written(field, value)).join(', ')],
      ]),
    ),
  };
}
