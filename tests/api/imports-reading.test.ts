import { describe, expect, test } from 'vitest';

import { analyse, guess } from '#api/imports/analysis.ts';
import { harmless, restored } from '#api/core/csv.ts';
import { amountIn } from '#api/imports/cells.ts';
import { dayIn, formatsOf, momentIn } from '#api/imports/days.ts';
import { decode, encodingOf } from '#api/imports/decode.ts';
import { kinds } from '#api/imports/kinds.ts';
import { delimiterOf, recordsOf } from '#api/imports/records.ts';
import { parentsFirst, rowReader } from '#api/imports/rows.ts';
import { stepFrom, steps } from '#api/imports/states.ts';
import { importStates, type ImportKind } from '#db/enums.ts';

const bytes = (text: string, encoding: BufferEncoding = 'utf8') =>
  new Uint8Array(Buffer.from(text, encoding));
const swapped = (text: string) => new Uint8Array(Buffer.from(text, 'utf16le').swap16());

/** Letters of a code page: only those that the words below are made of. */
function inCodePage(text: string, encoding: string): Uint8Array {
  const decoder = new TextDecoder(encoding);
  const table = new Map(
    Array.from({ length: 256 }, (_, byte) => [decoder.decode(new Uint8Array([byte])), byte]),
  );
  return new Uint8Array([...text].map((letter) => table.get(letter) ?? 63));
}

const RUSSIAN = 'компания;город\nСеверный свет;Москва\nУмный «дом»;Ёлкино\n';
const SPANISH = 'compañía;ciudad\nCañón & Niño;Málaga\nÁgil;Córdoba\n';

describe('an encoding', () => {
  test.each([
    ['UTF-8', bytes(RUSSIAN), 'utf-8'],
    ['UTF-8 with a mark', bytes(`\ufeff${RUSSIAN}`), 'utf-8'],
    ['UTF-16 with a mark', bytes(`\ufeff${RUSSIAN}`, 'utf16le'), 'utf-16le'],
    ['UTF-16 without one', bytes(RUSSIAN, 'utf16le'), 'utf-16le'],
    ['UTF-16, the high byte first', swapped(`\ufeff${RUSSIAN}`), 'utf-16be'],
    ['UTF-16, the high byte first, without a mark', swapped(RUSSIAN), 'utf-16be'],
    ['windows-1251', inCodePage(RUSSIAN, 'windows-1251'), 'windows-1251'],
  ] as const)('%s is known, and the text is the same', (_, file, encoding) => {
    expect(encodingOf(file)).toBe(encoding);
    expect(decode(file, encoding)).toBe(RUSSIAN);
  });

  test('windows-1252 is told from windows-1251 by letters that stand alone', () => {
    const file = inCodePage(SPANISH, 'windows-1252');
    expect(encodingOf(file)).toBe('windows-1252');
    expect(decode(file, 'windows-1252')).toBe(SPANISH);
  });

  test('is still UTF-8 where a few letters are broken', () => {
    const file = bytes(RUSSIAN.repeat(20));
    file[file.indexOf(0xd0)] = 0xff;
    expect(encodingOf(file)).toBe('utf-8');
  });

  test('one that somebody names is believed', () => {
    const { analysis } = analyse(inCodePage(SPANISH, 'windows-1252'), { encoding: 'windows-1251' });
    expect(analysis.encoding).toBe('windows-1251');
  });
});

describe('a table', () => {
  test.each([',', ';', '\t', '|'] as const)('is parted by %j', (sign) => {
    const text = [`name${sign}city`, `"A${sign} B"${sign}Porto`, `"1, 2; 3"${sign}Faro`].join('\n');
    expect(delimiterOf(text)).toBe(sign);
    expect(recordsOf(text, sign).map(({ cells }) => cells.length)).toEqual([2, 2, 2]);
  });

  test('keeps quoted lines together and says on which line a row begins', () => {
    const text = 'a,b\n1,"first\nsecond ""quoted"""\n\n2,x\n';
    expect(recordsOf(text, ',')).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 2, cells: ['1', 'first\nsecond "quoted"'] },
      { line: 5, cells: ['2', 'x'] },
    ]);
  });

  test('with a quote that never ends loses only that line', () => {
    const text = 'a,b\n1,x\n2,"open\n3,y\n4,z\n';
    expect(recordsOf(text, ',')).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 2, cells: ['1', 'x'] },
      { line: 3, cells: ['2,"open'], broken: true },
      { line: 4, cells: ['3', 'y'] },
      { line: 5, cells: ['4', 'z'] },
    ]);
  });

  test('of more columns than anybody can say anything about is refused at once', () => {
    expect(() => analyse(bytes(`${'a,'.repeat(200_000)}\n`))).toThrow('columns');
  });

  test('gives every column a name of its own', () => {
    expect(analyse(bytes('name,,name\nA,B,C\n')).analysis.columns).toEqual(['name', 'column 2', 'name 3']);
    const { columns } = analyse(bytes('a,a 3,a,constructor\n1,2,3,4\n')).analysis;
    expect(columns).toEqual(['a', 'a 3', 'a 4', 'constructor 4']);
  });
});

describe('a day', () => {
  test.each([
    ['2017-03-01', 'YYYY-MM-DD', '2017-03-01'],
    ['1.3.2017', 'DD/MM/YYYY', '2017-03-01'],
    ['3/1/2017', 'MM/DD/YYYY', '2017-03-01'],
    ['01-03-17', 'DD/MM/YY', '2017-03-01'],
    ['01/03/71', 'DD/MM/YY', '1971-03-01'],
    ['29/02/2024', 'DD/MM/YYYY', '2024-02-29'],
    ['29/02/2023', 'DD/MM/YYYY', undefined],
    ['31/04/2024', 'DD/MM/YYYY', undefined],
    ['13/25/2024', 'MM/DD/YYYY', undefined],
    ['0024-05-01', 'YYYY-MM-DD', undefined],
    ['tomorrow', 'DD/MM/YYYY', undefined],
  ] as const)('%s as %s', (text, format, day) => {
    expect(dayIn(text, format)).toBe(day);
  });

  test('may have a time, which is UTC unless a zone is named', () => {
    expect(momentIn('2023-06-01 12:15:36', 'YYYY-MM-DD')?.toISOString()).toBe('2023-06-01T12:15:36.000Z');
    expect(momentIn('01/06/2023 2:05', 'DD/MM/YYYY')?.toISOString()).toBe('2023-06-01T02:05:00.000Z');
    expect(momentIn('2023-06-01T12:15:36+02:00', 'YYYY-MM-DD')?.toISOString()).toBe(
      '2023-06-01T10:15:36.000Z',
    );
  });

  test('is ambiguous in a column in which every value may be read in two ways', () => {
    expect(formatsOf(['01/02/2024', '03/04/2024'])).toEqual(['DD/MM/YYYY', 'MM/DD/YYYY']);
    expect(formatsOf(['01/02/2024', '13/04/2024'])).toEqual(['DD/MM/YYYY']);
    expect(formatsOf(['01/02/2024', '04/13/2024'])).toEqual(['MM/DD/YYYY']);
    expect(formatsOf(['2024-01-02', ''])).toEqual(['YYYY-MM-DD']);
  });
});

describe('a cell', () => {
  test.each([
    ['1054', 105_400],
    ['1,054', 105_400],
    ['1,054.50', 105_450],
    ['1.054,50', 105_450],
    ['1 054,5 €', 105_450],
    ['$1054.5', 105_450],
    ['12,5', 1_250],
    ['1.234.567', 123_456_700],
    ['(12.00)', -1_200],
    ['100-', -10_000],
    ['CHF 1’054.50', 105_450],
    ['1 054,50 руб.', 105_450],
    ['12.345', undefined],
    ['1E+06', undefined],
    ['5k', undefined],
    ['1.5M', undefined],
    ['10-20', undefined],
    ['2024-01-05', undefined],
    ['twelve', undefined],
    ['', undefined],
  ] as const)('%j is an amount of %s', (text, amount) => {
    expect(amountIn(text)).toBe(amount);
  });

  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1'])('%j comes back as it left', (cell) => {
    expect(harmless(cell)).toBe(`'${cell}`);
    expect(restored(harmless(cell))).toBe(cell);
  });

  test("keeps a quote that is a person's", () => {
    expect(restored("'s-Hertogenbosch")).toBe("'s-Hertogenbosch");
  });
});

const readAs = (kind: ImportKind, text: string, told: Partial<ReturnType<typeof guess>> = {}) => {
  const { analysis, rows } = analyse(bytes(text));
  const mapping = { ...guess(kind, analysis), ...told };
  return parentsFirst(rows.map(rowReader(kinds[kind], analysis.columns, mapping)), kinds[kind].parent);
};

describe('a row', () => {
  test('with more cells than the head has is refused, one with fewer lacks what is missing', () => {
    const [long, short] = readAs('products', 'name,sku\nA,1,2\nB\n');
    expect(long).toMatchObject({ line: 2, reasons: ['row.too_many_cells'], cells: ['A', '1', '2'] });
    expect(short).toMatchObject({ line: 3, reasons: [], values: { name: 'B' } });
    const [padded] = readAs('products', 'name,sku\nA,1,,\n');
    expect(padded).toMatchObject({ reasons: [], values: { name: 'A', sku: '1' } });
  });

  test('is told every reason at once', () => {
    const [row] = readAs('opportunities', 'opportunity_id,stage,amount\n7,Nowhere,much\n');
    expect(row?.reasons.toSorted()).toEqual([
      'amount.invalid',
      'closeOn.required',
      'currency.required',
      'customer.required',
      'owner.required',
      'stage.unknown_word',
      'title.required',
    ]);
  });

  test('is filled from other columns, and what names no column stays as it is written', () => {
    const [row] = readAs(
      'requests',
      'id,subject,body,email\n1,Leak,"{product_purchased} drips",a@b.example\n',
      {
        set: { requesterName: '{email} of {nothing}' },
      },
    );
    expect(row?.values).toMatchObject({
      body: '{product_purchased} drips',
      requesterName: 'a@b.example of {nothing}',
    });
  });

  test('gets an address from a name', () => {
    const [row] = readAs('people', 'agent,company\nMoïse Frase Jr.,Acme\n', {
      set: { email: '{agent}@agents.example' },
    });
    expect(row?.values).toMatchObject({ email: 'moise.frase.jr@agents.example', name: 'Moïse Frase Jr.' });
  });

  test('is understood by aliases, in one column or in all', () => {
    const text = 'name,industry,country\nUK,UK,UK\n';
    const [everywhere] = readAs('accounts', text, { aliases: [{ from: 'uk', to: 'GB' }] });
    const [there] = readAs('accounts', text, { aliases: [{ column: 'country', from: 'uk', to: 'GB' }] });
    expect(everywhere?.values).toMatchObject({ name: 'GB', industry: 'GB', country: 'GB' });
    expect(there?.values).toMatchObject({ name: 'UK', industry: 'UK', country: 'GB' });
  });

  test('comes after the row that it names as its parent, and circles do no harm', () => {
    const rows = readAs('accounts', 'name,parent\nC,B\nB,A\nA,\nX,Y\nY,X\n');
    expect(rows.map(({ values }) => values['name'])).toEqual(['A', 'B', 'C', 'Y', 'X']);
  });

  test('is found its place also at the end of a long line of parents', { timeout: 5_000 }, () => {
    const empty = { line: 1, key: '', hash: '', reasons: [], cells: [] };
    const rows = Array.from({ length: 100_000 }, (_, n) => ({
      ...empty,
      values: { name: `n${n}`, parent: `n${n + 1}` },
    }));
    expect(parentsFirst(rows, 'parent')[0]?.values['name']).toBe('n99999');
  });

  test('has the same hash exactly when it says the same', () => {
    const [a, b, c] = readAs('products', 'name,sku\nPX-3,1\npx-3,1\nPX-3,1\n');
    expect(a?.hash).toBe(c?.hash);
    expect(a?.hash).not.toBe(b?.hash);
    expect(new Set([a?.key, b?.key, c?.key])).toEqual(new Set(['px-3']));
  });

  test('ignores the columns that we added to rows that were refused', () => {
    const { analysis } = analyse(bytes('name,portico_line,portico_reason\nA,2,name.required\n'));
    expect(guess('products', analysis).columns).toEqual({ name: 'name' });
  });
});

/** Rows: states. Columns: map, check, checked, run, finish, fail, cancel. */
const LIFE = {
  uploaded: ['uploaded', 'checking', '', 'running', '', '', 'cancelled'],
  checking: ['', '', 'checked', '', '', 'failed', 'uploaded'],
  checked: ['uploaded', 'checking', '', 'running', '', '', 'cancelled'],
  running: ['', '', '', '', 'done', 'failed', 'cancelled'],
  done: ['', '', '', '', '', '', ''],
  failed: ['uploaded', 'checking', '', '', '', '', 'cancelled'],
  cancelled: ['', '', '', '', '', '', ''],
} as const;

test.each(importStates.flatMap((state) => steps.map((step, at) => [state, step, LIFE[state][at]] as const)))(
  'an import that is %s: %s leads to “%s”',
  (state, step, next) => {
    expect(stepFrom(state, step) ?? '').toBe(next);
  },
);
