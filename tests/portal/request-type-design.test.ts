import { describe, expect, test } from 'vitest';

import { translator } from '#api/i18n/index.ts';
import type { Condition, Design, Option } from '#db/schema/request-types.ts';
import { withField, withFieldMoved, withoutField } from '#portal/components/request-types/drafting.ts';
import { readOptions, writeOptions } from '#portal/components/request-types/options.ts';
import { ruleInto } from '#portal/components/request-types/rule-form.ts';
import { ruleDifference } from '#portal/components/request-types/rule-words.ts';
import { conditionIn, ruleOf } from '#portal/components/request-types/rules.ts';
import { keyFrom } from '#portal/components/request-types/sent.ts';

const field = (key: string, more: object = {}) => ({
  key,
  kind: 'text' as const,
  label: { en: key },
  required: false,
  readers: 'everybody' as const,
  editors: 'staff' as const,
  searchable: false,
  ...more,
});
const options: Option[] = [
  { key: 'flow', label: { en: 'Flow', es: 'Caudal', ru: 'Расход' } },
  { key: 'level-2', label: { en: 'A | B: c (d)', ru: 'Уровень' } },
];
const design: Design = {
  sections: [
    { key: 'one', title: { en: 'One' }, fields: [field('family', { kind: 'choice', options }), field('b')] },
    { key: 'two', title: { en: 'Two' }, fields: [field('amount', { kind: 'number' })] },
  ],
};
const order = ({ sections }: Design) => sections.map(({ fields }) => fields.map(({ key }) => key).join());

describe('options as people write them', () => {
  test.each([
    ['choice', options],
    [
      'choice',
      [
        { key: 'fm', label: { en: 'FM' }, under: ['flow', 'level-2'] },
        { key: 'x', label: { en: 'X' } },
      ],
    ],
    [
      'tree',
      [
        { key: 'a', label: { en: 'A' } },
        { key: 'b', label: { en: 'B', es: 'Be' }, under: ['a'] },
        { key: 'c', label: { en: 'C' }, under: ['b'] },
        { key: 'd', label: { en: 'D' }, under: ['a'] },
        { key: 'e', label: { en: 'E' } },
      ],
    ],
  ] satisfies ['choice' | 'tree', Option[]][])('%s: come back as they were', (kind, all) => {
    expect(readOptions(kind, writeOptions(kind, all))).toEqual(all);
  });

  test('get keys where nobody has given them one', () => {
    expect(readOptions('choice', 'Flow meter\n\nFlow meter\nРасход').map(({ key }) => key)).toEqual([
      'flow_meter',
      'flow_meter_2',
      'option_3',
    ]);
    expect(readOptions('tree', 'Top\n\tBelow')[1]?.under).toEqual(['top']);
  });
});

describe('rules in lines', () => {
  test.each<[string, Condition | undefined]>([
    ['none', undefined],
    ['one line', { field: 'family', is: 'flow' }],
    ['what is not', { not: { field: 'family', in: ['flow', 'level-2'] } }],
    ['a number', { field: 'amount', gte: 2.5 }],
    ['no answer', { field: 'b', answered: false }],
    ['all', { all: [{ field: 'b', is: 'x' }, { not: { field: 'family', is: 'flow' } }] }],
    [
      'any',
      {
        any: [
          { field: 'b', answered: true },
          { field: 'amount', lt: 3 },
        ],
      },
    ],
    ['more than lines can say', { not: { all: [{ field: 'b', is: 'x' }] } }],
  ])('%s: comes back as it was', (_, condition) => {
    const sent = { version: 1, ...ruleInto(design, condition, 'en') };
    expect(conditionIn(sent, design, condition)).toEqual(condition);
  });

  test('a name stands for its option in every language, and a comma for a point', () => {
    const line = (field: string, value: string) =>
      conditionIn(
        { version: 1, 'when.0.field': field, 'when.0.how': 'is', 'when.0.value': value },
        design,
        undefined,
      );
    expect(line('family', 'расход')).toEqual({ field: 'family', is: 'flow' });
    expect(line('amount', '2,5')).toEqual({ field: 'amount', is: 2.5 });
    expect(ruleOf({ not: { all: [] } }).mode).toBe('kept');
  });
});

test('two rules are told apart in words, and one is nothing to tell of', () => {
  const now: Condition = { field: 'amount', gt: 2 };
  const differs = (mine: Condition | undefined) =>
    ruleDifference({ t: translator('en'), locale: 'en' }, design, {
      now,
      values: ruleInto(design, mine, 'en'),
    });

  expect(differs(now)).toEqual([]);
  expect(differs({ any: [now, { not: { field: 'family', is: 'flow' } }] })).toEqual([
    {
      label: 'Asked when',
      now: 'amount is more than “2”',
      yours: 'amount is more than “2” or family is not “Flow”',
    },
  ]);
  expect(differs(undefined)).toMatchObject([{ yours: '' }]);
});

describe('a draft', () => {
  test('a question moves within its section and over its edge', () => {
    const down = withFieldMoved(design, 'family', 1);
    expect(order(down)).toEqual(['b,family', 'amount']);
    expect(order(withFieldMoved(down, 'family', 1))).toEqual(['b', 'family,amount']);
    expect(order(withFieldMoved(design, 'family', -1))).toEqual(order(design));
    expect(order(withFieldMoved(design, 'amount', -1))).toEqual(['family,b,amount', '']);
  });

  test('a question is changed where it stands, and goes to the end of another section', () => {
    expect(withField(design, 'one', field('family')).sections[0]?.fields[0]?.kind).toBe('text');
    expect(order(withField(design, 'two', field('family')))).toEqual(['b', 'amount,family']);
    expect(order(withField(design, 'two', field('c')))).toEqual(['family,b', 'amount,c']);
    expect(order(withoutField(design, 'b'))).toEqual(['family', 'amount']);
  });

  test('keys are of letters that every address can hold, and never twice the same', () => {
    expect(keyFrom('¿Qué número?', [], 'question')).toBe('que_numero');
    expect(keyFrom('2nd choice', ['nd_choice'], 'question')).toBe('nd_choice_2');
    expect(keyFrom('Серия', ['question'], 'question')).toBe('question_2');
  });
});
