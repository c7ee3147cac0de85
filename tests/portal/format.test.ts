import { describe, expect, test } from 'vitest';

import {
  formatAgo,
  formatBytes,
  formatDay,
  formatDeadline,
  formatMoment,
  formatMoney,
  initials,
  urgency,
} from '#portal/format.ts';

const now = new Date('2026-11-24T10:26:00Z');
const berlin = { locale: 'en', zone: 'Europe/Berlin' } as const;
const madrid = { locale: 'es', zone: 'Europe/Madrid' } as const;
const almaty = { locale: 'ru', zone: 'Asia/Almaty' } as const;

describe('a moment', () => {
  test('is shown in the zone of the reader', () => {
    const at = new Date('2026-11-25T16:00:00Z');

    expect(formatMoment(berlin, at, now)).toBe('Wed 25 Nov, 17:00');
    expect(formatMoment(madrid, at, now)).toBe('mié, 25 nov, 17:00');
    expect(formatMoment(almaty, at, now)).toBe('ср, 25 нояб., 21:00');
  });

  test('names the year only when it is another one', () => {
    expect(formatMoment(berlin, new Date('2025-11-25T16:00:00Z'), now)).toBe('25 Nov 2025, 17:00');
    expect(formatDay(berlin, '2025-09-01', now)).toBe('1 Sept 2025');
  });

  test('belongs to the day of the reader, not of the server', () => {
    const lateEvening = new Date('2026-11-24T23:30:00Z');

    expect(formatDeadline(berlin, lateEvening, now)).toBe('tomorrow, 00:30');
    expect(formatDeadline({ locale: 'en', zone: 'America/Lima' }, lateEvening, now)).toBe('today, 18:30');
  });
});

test('a calendar day is the same day in every zone', () => {
  expect(formatDay({ locale: 'en', zone: 'Pacific/Honolulu' }, '2026-12-03', now)).toBe('Thu 3 Dec');
  expect(formatDay({ locale: 'en', zone: 'Pacific/Kiritimati' }, '2026-12-03', now)).toBe('Thu 3 Dec');
});

test.each([
  ['2026-11-24T10:14:00Z', '12 min ago', 'hace 12 min'],
  ['2026-11-24T08:00:00Z', '2 hr ago', 'hace 2 h'],
  ['2026-11-23T23:50:00Z', '10 hr ago', 'hace 10 h'],
  ['2026-11-23T10:00:00Z', 'yesterday', 'ayer'],
  ['2026-11-22T10:00:00Z', 'Sun 22 Nov', 'dom, 22 nov'],
])('%s was %s', (at, english, spanish) => {
  expect(formatAgo(berlin, new Date(at), now)).toBe(english);
  expect(formatAgo(madrid, new Date(at), now)).toBe(spanish);
});

test.each([
  ['2026-11-24T10:25:00Z', 'late'],
  ['2026-11-25T10:00:00Z', 'soon'],
  ['2026-11-25T11:00:00Z', undefined],
])('a deadline at %s is %s', (at, expected) => {
  expect(urgency(new Date(at), now)).toBe(expected);
});

test('money is written whole or with its cents, in the manner of the language', () => {
  const plain = (text: string) => text.replaceAll(/\s/gu, ' ');

  expect(formatMoney('en', 8_640_000, 'EUR')).toBe('€86,400');
  expect(formatMoney('en', 421_850, 'EUR')).toBe('€4,218.50');
  expect(plain(formatMoney('es', 421_850, 'EUR'))).toBe('4218,50 €');
  expect(plain(formatMoney('ru', 8_640_000, 'EUR'))).toBe('86 400 €');
  expect(formatMoney('en', 500, 'JPY')).toContain('500');
});

test.each([
  [0, '0 bytes'],
  [412_300, '412 kB'],
  [2_100_000, '2.1 MB'],
  [5_000_000_000_000, '5,000 GB'],
])('%i bytes are %s', (bytes, text) => {
  expect(formatBytes('en', bytes)).toBe(text);
});

test.each([
  ['Daniel Hartmann', 'DH'],
  ['Екатерина Андреевна Соколова', 'ЕС'],
  ['Cher', 'C'],
  ['', ''],
])('the initials of "%s" are "%s"', (name, letters) => {
  expect(initials(name)).toBe(letters);
});
