import type { Exception, OpenWindow } from '#db/schema/service-levels.ts';

const HOUR = 60;

/** 95 → 1:35 */
export const writeAmount = (minutes: number | undefined): string =>
  minutes === undefined ? '' : `${Math.floor(minutes / HOUR)}:${String(minutes % HOUR).padStart(2, '0')}`;

/** 1:35, or hours alone; what is neither stays as it was written, to be refused. */
export function readAmount(text: string): number | string {
  const [, hours, minutes = '0'] = /^(\d{1,4})(?::([0-5]\d))?$/.exec(text.trim()) ?? [];
  return hours === undefined ? text : Number(hours) * HOUR + Number(minutes);
}

const clock = (minute: number) => writeAmount(minute).padStart(5, '0');

export const writeWindows = (windows: OpenWindow[]): string =>
  windows.map(([from, to]) => `${clock(from)}–${clock(to)}`).join(', ');

const WINDOW = /^(\d{1,2}:[0-5]\d)\s*[–-]\s*(\d{1,2}:[0-5]\d)$/;

/** 08:00–12:00, 13:00–17:00 */
export function readWindows(text: string): OpenWindow[] | string {
  const parts = text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
  const windows = parts.map((part): OpenWindow | undefined => {
    const [, from = '', to = ''] = WINDOW.exec(part) ?? [];
    const [opens, closes] = [readAmount(from), readAmount(to)];
    return typeof opens === 'number' && typeof closes === 'number' ? [opens, closes] : undefined;
  });
  return windows.every((one) => one !== undefined) ? windows : text;
}

export const writeExceptions = (exceptions: Exception[]): string =>
  exceptions
    .map(({ day, windows, name }) => [day, writeWindows(windows), name].filter(Boolean).join(' '))
    .join('\n');

const LINE = /^(\d{4}-\d\d-\d\d)\s*((?:\d{1,2}:[0-5]\d\s*[–-]\s*\d{1,2}:[0-5]\d(?:\s*,\s*)?)*)\s*(.*)$/;

/** One day a line: 2026-12-24 09:00–13:00 Christmas Eve */
export function readExceptions(text: string): Exception[] | string {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  const days = lines.map((line): Exception | undefined => {
    const [, day, hours = '', name] = LINE.exec(line) ?? [];
    const windows = readWindows(hours);
    if (day === undefined || typeof windows === 'string') return undefined;
    return name ? { day, windows, name } : { day, windows };
  });
  return days.every((one) => one !== undefined) ? days : text;
}
