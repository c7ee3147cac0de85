import { describe, expect, test } from 'vitest';

import { fits, problemsOf } from '#api/request-types/checking.ts';
import { circleIn, optionsFor, settle, withoutStale } from '#api/request-types/conditions.ts';
import { wrongDesign } from '#api/request-types/designing.ts';
import { DesignInput } from '#api/request-types/schemas.ts';
import type { Condition, Design, Field, Values } from '#db/schema/request-types.ts';
import { fault } from '../support/forms.ts';

const field = (key: string, more: Partial<Field> = {}): Field => ({
  key,
  kind: 'text',
  label: { en: key },
  required: false,
  readers: 'everybody',
  editors: 'everybody',
  searchable: false,
  ...more,
});
const design = (...fields: Field[]): Design => ({ sections: [{ key: 'one', title: { en: 'One' }, fields }] });
const choice = (key: string, keys: string[], more: Partial<Field> = {}) =>
  field(key, { kind: 'choice', options: keys.map((one) => ({ key: one, label: { en: one } })), ...more });
const tree = [
  { key: 'a', label: { en: 'A' } },
  { key: 'b', label: { en: 'B' }, under: ['a'] },
  { key: 'c', label: { en: 'C' }, under: ['b'] },
];

/** Of each comparison: the kind of field, what is asked, and with which answers it holds and with which not. */
const TABLE: [kind: Field['kind'], comparison: object, holds: unknown[], not: unknown[]][] = [
  ['text', { is: 'Anna' }, ['Anna', ' Anna '], ['anna', '', undefined, 'Annas', 0]],
  ['text', { in: ['x', 'y'] }, ['x', 'y'], ['z', '', undefined]],
  ['text', { answered: true }, ['x', '0'], ['', '  ', undefined, null, {}, []]],
  ['text', { answered: false }, ['', undefined], ['x']],
  ['number', { is: 0 }, [0, '0', '0.0', '-0'], ['', undefined, 'zero', 1]],
  ['number', { gt: 10 }, [10.5, '11'], [10, '10', '9', '', undefined, 'eleven', '1e3']],
  ['number', { gte: 10 }, [10, '10'], [9, '9.99', '']],
  ['number', { lt: 10 }, ['9', '-100'], ['10', '', undefined]],
  ['number', { lte: 10 }, ['10', '2'], ['10.01', undefined]],
  ['date', { gt: '2026-02-28' }, ['2026-03-01'], ['2026-02-28', '2025-12-31', '', undefined]],
  ['date', { lte: '2026-02-28' }, ['2026-02-28'], ['2026-03-01', '']],
  ['choice', { is: 'p' }, ['p'], ['q', '', undefined]],
  ['choice', { in: ['p', 'q'] }, ['p', 'q'], ['r', undefined]],
  ['tree', { under: 'a' }, ['a', 'b', 'c'], ['z', '', undefined]],
  ['tree', { under: 'c' }, ['c'], ['a', 'b']],
];

describe('a condition', () => {
  for (const [kind, comparison, holds, not] of TABLE) {
    const options = kind === 'tree' ? tree : ['p', 'q', 'r'].map((key) => ({ key, label: { en: key } }));
    const first = field('first', kind === 'choice' || kind === 'tree' ? { kind, options } : { kind });
    const condition = { field: 'first', ...comparison } as Condition;
    const isAsked = (when: Condition, answer: unknown) =>
      settle(design(field('second', { when }), first), { first: answer }).asked.has('second');

    test(`on a ${kind}: ${JSON.stringify(comparison)}`, () => {
      expect(holds.filter((answer) => !isAsked(condition, answer))).toEqual([]);
      expect(not.filter((answer) => isAsked(condition, answer))).toEqual([]);
      for (const answer of [...holds, ...not]) {
        const itself = isAsked(condition, answer);
        expect(isAsked({ not: condition }, answer)).toBe(!itself);
        expect(isAsked({ all: [condition, { not: condition }] }, answer)).toBe(false);
        expect(isAsked({ any: [condition, { not: condition }] }, answer)).toBe(true);
      }
    });
  }
});

test('what is not asked is not answered, for what hangs on it either, and is never missed', () => {
  const chain = design(
    field('third', { when: { field: 'second', answered: true }, required: true }),
    field('second', { when: { field: 'first', is: 'yes' }, required: true }),
    field('first'),
  );

  const shown = settle(chain, { first: 'yes', second: 'b', third: 'c' });
  const hidden = settle(chain, { first: 'no', second: 'b', third: 'c' });

  expect(shown.values).toEqual({ first: 'yes', second: 'b', third: 'c' });
  expect(hidden.values).toEqual({ first: 'no' });
  expect(problemsOf(chain, hidden)).toEqual({});
  expect(problemsOf(chain, settle(chain, { first: 'yes' }))).toEqual({ second: 'required' });
});

test('a child loses its answer with the choice above it, and the child of the child does', () => {
  const levels = design(
    choice('kind', ['a', 'b']),
    choice('make', ['any', 'one'], { dependsOn: 'kind' }),
    choice('model', ['x', 'y'], { dependsOn: 'make' }),
  );
  const before = { kind: 'a', make: 'any', model: 'x' };

  expect(withoutStale(levels, before, { ...before, kind: 'b' })).toEqual({ kind: 'b', make: '', model: '' });
  expect(withoutStale(levels, before, { kind: 'b', make: 'one', model: 'y' })).toEqual({
    kind: 'b',
    make: 'one',
    model: 'y',
  });
  expect(withoutStale(levels, before, before)).toEqual(before);
});

test('a choice offers what goes with the one above; a tree offers only its ends', () => {
  const { sections } = DesignInput.parse({ sections: fault.sections });
  const [, model] = sections[0]!.fields;
  const offers = (values: Values) => optionsFor(model!, values).map(({ key }) => key);

  expect([offers({}), offers({ family: 'flow' }), offers({ family: 'level' })]).toEqual([
    ['other'],
    ['fm-40', 'other'],
    ['nl-200', 'other'],
  ]);
  expect(optionsFor(field('t', { kind: 'tree', options: tree }), {}).map(({ key }) => key)).toEqual(['c']);
  expect(settle({ sections }, { family: 'flow', model: 'nl-200' }).values).toEqual({ family: 'flow' });
});

test('six levels of a tree are taken, seven are not', () => {
  const line = (depth: number) =>
    Array.from({ length: depth }, (_, n) => ({
      key: `n${n}`,
      label: { en: `N${n}` },
      ...(n ? { under: [`n${n - 1}`] } : {}),
    }));
  const grown = (depth: number) => design(field('place', { kind: 'tree', options: line(depth) }));

  expect(wrongDesign(grown(6))).toEqual({});
  expect(wrongDesign(grown(7))).toEqual({ 'sections.0.fields.0.options.6.under': 'request_types.too_deep' });
  expect(settle(grown(6), { place: 'n5' }).values).toEqual({ place: 'n5' });
});

describe('a design is refused', () => {
  test('for a circle, which is named', () => {
    const circle = design(
      field('lamp', { when: { field: 'cable', answered: true } }),
      field('cable', { when: { not: { any: [{ field: 'plug', is: 'x' }] } } }),
      field('plug', { when: { field: 'lamp', is: 'on' } }),
    );

    expect(circleIn(circle)).toEqual(['lamp', 'cable', 'plug', 'lamp']);
    expect(wrongDesign(circle)).toEqual({ 'lamp → cable → plug → lamp': 'request_types.circle' });
  });

  test('for a circle through a section and a choice above', () => {
    const section = design(field('b'));
    section.sections[0]!.when = { field: 'b', answered: true };
    expect(circleIn(section)).toEqual(['b', 'b']);

    expect(
      circleIn(design(choice('a', ['x'], { dependsOn: 'b' }), choice('b', ['x'], { dependsOn: 'a' }))),
    ).toEqual(['a', 'b', 'a']);
  });

  const at = (path: string) => `sections.0.fields.${path}`;
  test.each<[string, Field[], Record<string, string>]>([
    ['two of a name', [field('a'), field('a')], { [at('1.key')]: 'taken' }],
    [
      'an unknown field',
      [field('a', { when: { field: 'z', is: 'x' } })],
      { [at('0.when')]: 'request_types.unknown_field' },
    ],
    [
      'a field of the house that others would learn of',
      [field('a', { when: { field: 'b', is: 'x' } }), field('b', { readers: 'staff' })],
      { [at('0.when')]: 'request_types.staff_only' },
    ],
    [
      'an option that there is not',
      [field('a', { when: { field: 'b', is: 'z' } }), choice('b', ['x'])],
      { [at('0.when')]: 'request_types.unsuited' },
    ],
    [
      'a text that is to be more than another',
      [field('a', { when: { field: 'b', gt: 'z' } }), field('b')],
      { [at('0.when')]: 'request_types.unsuited' },
    ],
    ['a choice of nothing', [field('a', { kind: 'choice' })], { [at('0.options')]: 'required' }],
    ['options of a text', [choice('a', ['x'], { kind: 'text' })], { [at('0.options')]: 'invalid_value' }],
    ['two options of a name', [choice('a', ['x', 'x'])], { [at('0.options.1.key')]: 'taken' }],
    [
      'a default that is no answer',
      [choice('a', ['x'], { default: 'y' })],
      { [at('0.default')]: 'invalid_value' },
    ],
    [
      'a choice below a text',
      [choice('a', ['x'], { dependsOn: 'b' }), field('b')],
      { [at('0.dependsOn')]: 'request_types.unknown_field' },
    ],
    [
      'the most below the least',
      [field('a', { kind: 'number', min: 2, max: 1 })],
      { [at('0.max')]: 'too_small' },
    ],
  ])('for %s', (_, fields, wrong) => {
    expect(wrongDesign(design(...fields))).toEqual(wrong);
  });
});

test('an answer fits its kind', () => {
  const wrong = (one: Field, answer: unknown) =>
    problemsOf(design(one), settle(design(one), { [one.key]: answer }))[one.key];
  const number = field('n', { kind: 'number', min: 1, max: 9 });

  expect(['1', '9', '0', '10', 'ten', '1,5', 'Infinity'].map((one) => wrong(number, one))).toEqual([
    undefined,
    undefined,
    'too_small',
    'too_big',
    'invalid_format',
    'invalid_format',
    'invalid_format',
  ]);
  const day = field('d', { kind: 'date' });
  expect(['2028-02-29', '2026-02-29', '29.02.2028', '2028-2-9'].map((one) => wrong(day, one))).toEqual([
    undefined,
    'invalid_format',
    'invalid_format',
    'invalid_format',
  ]);
  expect(wrong(field('t'), 'x'.repeat(500))).toBeUndefined();
  expect(wrong(field('t'), 'x'.repeat(501))).toBe('too_big');
  expect(wrong(field('l', { kind: 'long_text' }), 'x'.repeat(10_001))).toBe('too_big');
  expect(wrong(choice('c', ['x']), 'constructor')).toBe('invalid_value');
  expect(settle(design(field('constructor')), {}).values).toEqual({});
  expect([fits('GW-1042', '@@-####'), fits('gw-1042', 'GW-####'), fits('ЯЖ-1042', '@@-####')]).toEqual([
    true,
    true,
    true,
  ]);
  expect([fits('GW-104', '@@-####'), fits('G1-1042', '@@-####'), fits('GW-1042x', '@@-####')]).toEqual([
    false,
    false,
    false,
  ]);
});

/** A small generator of numbers that is the same each time. */
function dice(seed: number) {
  let state = seed;
  return (sides: number) => {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 0x9e3779b9) | 0;
    return Math.abs(state) % sides;
  };
}

/** What the conditions mean, in the plainest way: try until nothing changes any more. */
function slowly({ sections }: Design, given: Record<string, string>): Record<string, string> {
  const fields = sections.flatMap((section) => section.fields);
  const holds = (condition: Condition, values: Record<string, string>): boolean => {
    if ('all' in condition) return !condition.all.some((one) => !holds(one, values));
    if ('any' in condition) return condition.any.filter((one) => holds(one, values)).length > 0;
    if ('not' in condition) return !holds(condition.not, values);
    const value = values[condition.field];
    return 'is' in condition ? value === condition.is : value !== undefined;
  };
  let values: Record<string, string> = {};
  for (let round = 0; round <= fields.length; round += 1) {
    const now = values;
    const asked = fields.filter(({ when }) => !when || holds(when, now));
    values = Object.fromEntries(asked.flatMap(({ key }) => (given[key] ? [[key, given[key]]] : [])));
  }
  return values;
}

test('on a thousand forms of chance it says what trying would say, and says it again of its own answer', () => {
  for (let seed = 1; seed <= 1_000; seed += 1) {
    const throwing = dice(seed);
    const size = 2 + throwing(8);
    const conditionFor = (below: number, depth: number): Condition => {
      const which = throwing(depth > 2 ? 2 : 5);
      const named = `f${throwing(below)}`;
      if (which === 0) return { field: named, is: 'y' };
      if (which === 1) return { field: named, answered: true };
      if (which === 2) return { not: conditionFor(below, depth + 1) };
      const both = [conditionFor(below, depth + 1), conditionFor(below, depth + 1)];
      return which === 3 ? { all: both } : { any: both };
    };
    const fields = Array.from({ length: size }, (_, n) =>
      field(`f${n}`, n && throwing(3) ? { when: conditionFor(n, 0) } : {}),
    );
    const shuffled = design(...fields.toSorted(() => throwing(3) - 1));
    const given = Object.fromEntries(fields.map(({ key }) => [key, ['', 'y', 'n'][throwing(3)] ?? '']));

    const { values } = settle(shuffled, given);

    expect(values).toEqual(slowly(shuffled, given));
    expect(settle(shuffled, values).values).toEqual(values);
  }
});
