import type { Condition, Design, Field, Option, Value, Values } from '#db/schema/request-types.ts';

/**
 * What a form asks, given what was answered. The one place that decides it: the form in a browser, the desk and the
 * API all call this, so it imports nothing.
 */

export type Settled = {
  values: Values;
  /** The keys of all that is asked. */
  asked: Set<string>;
};

type Given = Readonly<Record<string, unknown>>;
type Find = (key: string) => Value | undefined;

export const fieldsOf = ({ sections }: Design): Field[] => sections.flatMap(({ fields }) => fields);

/** Whatever is not asked, or is no longer on offer, loses its answer. */
export function settle(design: Design, given: Given): Settled {
  const questions = questionsOf(design);
  const values = new Map<string, Value>();
  const asked = new Set<string>();
  const begun = new Set<string>();

  const find: Find = (key) => {
    visit(key);
    return values.get(key);
  };
  function visit(key: string) {
    const question = questions.get(key);
    // What asks for itself in a circle has no answer; a design with a circle is refused.
    if (!question || begun.has(key)) return;
    begun.add(key);
    if (!question.when.every((condition) => holds(condition, find, questions))) return;
    asked.add(key);
    const value = read(question.field, Object.hasOwn(given, key) ? given[key] : undefined);
    if (value !== undefined && !isWithdrawn(question.field, value, find)) values.set(key, value);
  }
  for (const key of questions.keys()) visit(key);
  return { values: Object.fromEntries(values), asked };
}

type Question = { field: Field; when: Condition[] };

const questionsOf = ({ sections }: Design): Map<string, Question> =>
  new Map(
    sections.flatMap((section) =>
      section.fields.map((field): [string, Question] => [
        field.key,
        { field, when: [section.when, field.when].filter((one) => one !== undefined) },
      ]),
    ),
  );

/** An answer as it is compared and kept. What cannot be read stays as it is, for the check to refuse. */
function read({ kind }: Field, given: unknown): Value | undefined {
  if (typeof given === 'number') return kind === 'number' ? given : String(given);
  if (typeof given !== 'string') return undefined;
  const text = given.replaceAll('\r\n', '\n').trim();
  if (!text) return undefined;
  return kind === 'number' && NUMBER.test(text) ? Number(text) : text;
}

const NUMBER = /^-?\d{1,15}(\.\d{1,10})?$/;

function holds(condition: Condition, find: Find, questions: Map<string, Question>): boolean {
  const inner = (one: Condition) => holds(one, find, questions);
  if ('all' in condition) return condition.all.every(inner);
  if ('any' in condition) return condition.any.some(inner);
  if ('not' in condition) return !inner(condition.not);
  const value = find(condition.field);
  if ('answered' in condition) return (value !== undefined) === condition.answered;
  if (value === undefined) return false;
  if ('is' in condition) return value === condition.is;
  if ('in' in condition) return condition.in.includes(value);
  if ('under' in condition)
    return lineOf(questions.get(condition.field)?.field.options, value).includes(condition.under);
  return compares(value, condition);
}

type Bound = { gt: Value } | { gte: Value } | { lt: Value } | { lte: Value };

function compares(value: Value, bound: Bound): boolean {
  if ('gt' in bound) return typeof value === typeof bound.gt && value > bound.gt;
  if ('gte' in bound) return typeof value === typeof bound.gte && value >= bound.gte;
  if ('lt' in bound) return typeof value === typeof bound.lt && value < bound.lt;
  return typeof value === typeof bound.lte && value <= bound.lte;
}

/** An option and all those above it, the option first. */
export function lineOf(options: Option[] = [], key: Value): string[] {
  const line: string[] = [];
  for (let at = options.find((one) => one.key === key); at && !line.includes(at.key);) {
    line.push(at.key);
    const above = at.under?.[0];
    at = options.find((one) => one.key === above);
  }
  return line;
}

/** An option that there is, but not beside what was chosen above it. */
function isWithdrawn(field: Field, value: Value, find: Find): boolean {
  const option = field.options?.find(({ key }) => key === value);
  return option !== undefined && !isOffered(field, option, find);
}

function isOffered({ kind, dependsOn }: Field, { under }: Option, find: Find): boolean {
  if (kind !== 'choice' || !dependsOn || !under?.length) return true;
  return under.includes(String(find(dependsOn) ?? ''));
}

/** What can be chosen beside what was answered so far; of a tree only what has nothing below it. */
export function optionsFor(field: Field, values: Values): Option[] {
  const { kind, options = [] } = field;
  if (kind !== 'tree') return options.filter((option) => isOffered(field, option, (key) => values[key]));
  const above = new Set(options.flatMap(({ under }) => under ?? []));
  return options.filter(({ key }) => !above.has(key));
}

/** Without the answers whose choice above has changed since, unless they were given anew as well. */
export function withoutStale(design: Design, before: Given, given: Given): Record<string, unknown> {
  const left: Record<string, unknown> = { ...given };
  const children = fieldsOf(design).filter(({ dependsOn }) => dependsOn);
  const same = (key: string) => (left[key] ?? '') === (before[key] ?? '');
  for (let again = true; again;) {
    again = false;
    for (const { key, dependsOn = '' } of children) {
      if (!(key in left) || !left[key] || same(dependsOn) || !same(key)) continue;
      left[key] = '';
      again = true;
    }
  }
  return left;
}

/** The fields of a condition, each once. */
export function namedIn(condition: Condition): string[] {
  if ('all' in condition) return [...new Set(condition.all.flatMap(namedIn))];
  if ('any' in condition) return [...new Set(condition.any.flatMap(namedIn))];
  if ('not' in condition) return namedIn(condition.not);
  return [condition.field];
}

/** The keys of a circle of questions each of which waits for the next, from one to itself. */
export function circleIn(design: Design): string[] | undefined {
  const questions = questionsOf(design);
  const done = new Set<string>();
  const follow = (key: string, path: string[]): string[] | undefined => {
    if (path.includes(key)) return [...path.slice(path.indexOf(key)), key];
    const question = questions.get(key);
    if (!question || done.has(key)) return undefined;
    const { dependsOn } = question.field;
    for (const one of [...question.when.flatMap(namedIn), ...(dependsOn ? [dependsOn] : [])]) {
      const circle = follow(one, [...path, key]);
      if (circle) return circle;
    }
    done.add(key);
    return undefined;
  };
  for (const key of questions.keys()) {
    const circle = follow(key, []);
    if (circle) return circle;
  }
  return undefined;
}
