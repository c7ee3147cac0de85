import type { Translate } from '#api/i18n/index.ts';
import { fieldsOf } from '#api/request-types/conditions.ts';
import { answerText, wordsIn } from '#api/request-types/wording.ts';
import type { Locale } from '#db/enums.ts';
import type { Condition, Design, Value } from '#db/schema/request-types.ts';
import { conditionIn, lineOf, type Line } from './rules.ts';

type Reader = { t: Translate; locale: Locale };

/** A condition as a sentence. */
export function ruleWords({ t, locale }: Reader, design: Design, condition: Condition): string {
  const fields = new Map(fieldsOf(design).map((field) => [field.key, field]));
  const said = ({ field: key, how, values }: Line) => {
    const field = fields.get(key);
    const text = (value: Value) => (field ? answerText(field, value, locale) : String(value));
    const against = values.map((value) => `“${text(value)}”`).join(', ');
    return `${wordsIn(field?.label, locale) || key} ${t(`request_types.how.${how}`)} ${against}`.trim();
  };
  const within = (one: Condition): string => {
    const line = lineOf(one);
    if (line) return said(line);
    if ('all' in one) return `(${one.all.map(within).join(` ${t('request_types.and')} `)})`;
    if ('any' in one) return `(${one.any.map(within).join(` ${t('request_types.or')} `)})`;
    return 'not' in one ? `${t('request_types.not')} ${within(one.not)}` : '';
  };
  return within(condition).replace(/^\((.*)\)$/s, '$1');
}

/** How a rule that was sent differs from the one that is there by now. */
export function ruleDifference(
  reader: Reader,
  draft: Design,
  { now, values }: { now: Condition | undefined; values: Record<string, string> },
) {
  const said = (condition: Condition | undefined) => (condition ? ruleWords(reader, draft, condition) : '');
  const [there, yours] = [said(now), said(conditionIn(values, draft, now))];
  return there === yours ? [] : [{ label: reader.t('request_types.when'), now: there, yours }];
}
