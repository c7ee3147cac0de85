import { expect, test } from 'vitest';

import { trimReply } from '#api/inbound/trimming/trim.ts';

const OWN = 'It works now.\nThank you!';

/** What mail programs put below what somebody writes. */
const below: [program: string, text: string][] = [
  ['Gmail', 'On Mon, Nov 2, 2026 at 10:00 AM Abe <help@house.example> wrote:\n\n> Does it work?'],
  [
    'Gmail, over two lines',
    'On Mon, Nov 2, 2026 at 10:00 AM Abe Okafor of the House\n<help@house.example> wrote:\n\n> Does it?',
  ],
  [
    'Gmail in Spanish',
    'El lun, 2 nov 2026 a las 10:00, Abe (<help@house.example>) escribió:\n\n> ¿Funciona?',
  ],
  ['Gmail in Russian', 'пн, 2 нояб. 2026 г. в 10:00, Abe <help@house.example> пишет:\n\n> Работает?'],
  ['Thunderbird in German', 'Am 02.11.2026 um 10:00 schrieb Abe:\n> Geht es?'],
  ['Apple Mail in French', 'Le 2 nov. 2026 à 10:00, Abe <help@house.example> a écrit :\n\n> Ça marche ?'],
  [
    'Outlook',
    '________________________________\nFrom: Abe <help@house.example>\nSent: Monday, 2 November 2026\nTo: Dan\nSubject: Pump\n\nDoes it work?',
  ],
  [
    'Outlook in Russian',
    'От: Abe <help@house.example>\nОтправлено: 2 ноября 2026\nКому: Dan\nТема: Насос\n\nРаботает?',
  ],
  ['Outlook in Spanish', '-----Mensaje original-----\nDe: Abe\nEnviado: lunes\nPara: Dan\n\n¿Funciona?'],
  ['a telephone', 'Sent from my iPhone'],
  ['a telephone in Russian', 'Отправлено с iPhone'],
  ['a signature', '-- \nDan Reyes\nDune Labs\n+351 21 555 0100'],
];

test.each(below)('what %s adds is taken away', (_, text) => {
  expect(trimReply(`${OWN}\n\n${text}\n`)).toBe(OWN);
});

/** What somebody has written himself, though it looks like something else. */
const own = [
  'On Monday I wrote:\nit does not work.',
  'From the start: it hums.\nTo me it sounds like a bearing.',
  '```\n# a comment\n-----\n> prompt\n```\nThat is the log.',
  '> Does it work?\n\nYes, it does.',
  'Two things:\n\n- the pump\n- the valve',
  'Sent from my desk, is much easier than my telephone.',
];

test.each(own)('%j stays', (text) => {
  expect(trimReply(text)).toBe(text);
});

test('an answer below the mail that it answers is found', () => {
  const above = 'On 2 Nov 2026, at 10:00, Abe wrote:\n> Does it work?\n';
  expect(trimReply(`${above}\nYes.`)).toBe('Yes.');
});

test('what was said between the lines stays with them', () => {
  const text =
    'Hello,\nOn 2 Nov 2026, at 10:00, Abe wrote:\n> Does it hum?\n\nYes.\n\n> Does it drip?\n\nNo.';
  expect(trimReply(text)).toBe('Hello,\n> Does it hum?\n\nYes.\n\n> Does it drip?\n\nNo.');
});

const LINES = 40_000;
const hard = [
  '> ',
  '--\n',
  'On 1.1.2026 <a@b ',
  'From: a\n',
  '>'.repeat(50),
  'On 10:00 wrote ',
  '-',
  '\n',
  'a@',
  '<a@b>',
];

/** Twice as much takes about twice as long; a pattern that tries all ways would take four times as long, or for ever. */
test.each(hard)('%j a thousand times over takes no longer than it is long', (part) => {
  const timeOf = (count: number) => {
    const text = part.repeat(count);
    const started = performance.now();
    trimReply(text);
    return performance.now() - started;
  };
  timeOf(LINES / 4);
  const [once, eightTimes] = [timeOf(LINES / 4), timeOf(LINES * 2)];

  expect(eightTimes).toBeLessThan(Math.max(once, 20) * 32);
});
