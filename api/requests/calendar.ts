import { notFound } from '#api/core/errors.ts';
import type { Translate } from '#api/i18n/index.ts';
import type { RequestDetail } from './queries.ts';
import { statuses } from './status.ts';

const OCTETS = 75;

/** By when we answer, as a calendar has it (RFC 5545). @throws 404 where nothing is promised */
export function promiseCalendar(
  t: Translate,
  request: Pick<RequestDetail, 'id' | 'reference' | 'subject' | 'status' | 'dueAt' | 'version'>,
  { url, house, now = new Date() }: { url: string; house: string; now?: Date },
): string {
  const { id, dueAt, status, reference, subject, version } = request;
  if (!dueAt || statuses[status].turn !== 'house') throw notFound('promises');
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Portico//Requests//EN',
    'BEGIN:VEVENT',
    // The same event moves when the promise does.
    `UID:${id}@${new URL(url).hostname}`,
    `SEQUENCE:${version}`,
    `DTSTAMP:${stamp(now)}`,
    `DTSTART:${stamp(dueAt)}`,
    `DTEND:${stamp(dueAt)}`,
    'TRANSP:TRANSPARENT',
    `SUMMARY:${escaped(t('requests.calendar', { house, reference, subject }))}`,
    `URL:${url}/requests/${id}`,
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ]
    .map(folded)
    .join('\r\n');
}

/** 20261122T190000Z */
const stamp = (at: Date) => at.toISOString().replace(/[-:]|\.\d{3}/g, '');

const escaped = (text: string) => text.replace(/[\\;,]/g, '\\$&').replace(/\s*\n\s*/g, '\\n');

/** A line has 75 octets at most, and goes on after a space; no letter is torn apart. */
function folded(line: string): string {
  const lines: string[] = [];
  let current = '';
  for (const letter of line) {
    if (Buffer.byteLength(current + letter) > OCTETS) {
      lines.push(current);
      current = ' ';
    }
    current += letter;
  }
  return [...lines, current].join('\r\n');
}
