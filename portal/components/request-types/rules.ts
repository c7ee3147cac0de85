import type { Condition, Design, Field, Value } from '#db/schema/request-types.ts';
import { fieldsOf } from '#api/request-types/conditions.ts';
import { textOf } from './sent.ts';

/** How an answer is compared in a line of a rule. */
export const hows = [
  'is',
  'is_not',
  'in',
  'not_in',
  'gt',
  'gte',
  'lt',
  'lte',
  'under',
  'not_under',
  'answered',
  'unanswered',
] as const;
export type How = (typeof hows)[number];
export type Line = { field: string; how: How; values: Value[] };
/** `kept` is a rule with more in it than lines can say; it stays until it is replaced. */
export type Rule = { mode: 'all' | 'any' | 'kept'; lines: Line[] };

const SPARE_LINES = 2;
export const linesFor = ({ lines }: Rule): number => lines.length + SPARE_LINES;

/** A condition in lines, as far as lines can say it. */
export function ruleOf(condition: Condition | undefined): Rule {
  if (!condition) return { mode: 'all', lines: [] };
  const [mode, parts] =
    'all' in condition
      ? (['all', condition.all] as const)
      : 'any' in condition
        ? (['any', condition.any] as const)
        : (['all', [condition]] as const);
  const lines = parts.map(lineOf);
  return lines.every((line) => line !== undefined) ? { mode, lines } : { mode: 'kept', lines: [] };
}

export function lineOf(condition: Condition): Line | undefined {
  if ('all' in condition || 'any' in condition) return undefined;
  if ('not' in condition) {
    const inner = lineOf(condition.not);
    const how = inner && hows.find((one) => one === `not_${inner.how}` || one === `${inner.how}_not`);
    return inner && how && { ...inner, how };
  }
  const { field } = condition;
  if ('answered' in condition)
    return { field, how: condition.answered ? 'answered' : 'unanswered', values: [] };
  if ('in' in condition) return { field, how: 'in', values: condition.in };
  const [how, value] = Object.entries(condition).find(([name]) => name !== 'field') ?? [];
  return { field, how: how as How, values: [value as Value] };
}

/** The rule that was sent; lines without a question say nothing. */
export function conditionIn(
  sent: Record<string, unknown>,
  design: Design,
  before: Condition | undefined,
): Condition | undefined {
  const mode = textOf(sent, 'when.mode');
  const lines = Object.keys(sent).flatMap((name) => {
    const at = /^when\.(\d+)\.field$/.exec(name)?.[1];
    const field = at && textOf(sent, name);
    return field
      ? [
          conditionOf(
            sent,
            at,
            fieldsOf(design).find(({ key }) => key === field),
            field,
          ),
        ]
      : [];
  });
  if (mode === 'kept') return before;
  const [only, ...more] = lines;
  if (!only) return undefined;
  if (!more.length) return only;
  return mode === 'any' ? { any: lines } : { all: lines };
}

function conditionOf(
  sent: Record<string, unknown>,
  at: string,
  asked: Field | undefined,
  field: string,
): Condition {
  const how = hows.find((one) => one === textOf(sent, `when.${at}.how`)) ?? 'is';
  const text = textOf(sent, `when.${at}.value`);
  const one = valueOf(asked, text);
  const some = text.split(',').map((part) => valueOf(asked, part.trim()));
  const said: Record<How, () => Condition> = {
    is: () => ({ field, is: one }),
    is_not: () => ({ not: { field, is: one } }),
    in: () => ({ field, in: some }),
    not_in: () => ({ not: { field, in: some } }),
    gt: () => ({ field, gt: one }),
    gte: () => ({ field, gte: one }),
    lt: () => ({ field, lt: one }),
    lte: () => ({ field, lte: one }),
    under: () => ({ field, under: String(one) }),
    not_under: () => ({ not: { field, under: String(one) } }),
    answered: () => ({ field, answered: true }),
    unanswered: () => ({ field, answered: false }),
  };
  return said[how]();
}

/** What people write for an answer: the option by its key or by its name in any language, a number with a comma. */
export function valueOf(field: Field | undefined, text: string): Value {
  if (field?.options) {
    const same = (one: string | undefined) => one?.toLowerCase() === text.toLowerCase();
    const found =
      field.options.find(({ key }) => key === text) ??
      field.options.find(({ label }) => Object.values(label).some(same));
    return found?.key ?? text;
  }
  const number = Number(text.replace(',', '.'));
  return field?.kind === 'number' && text && Number.isFinite(number) ? number : text;
}
