import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';

import { advance, type Action } from '#api/requests/status.ts';
import { follow, type Clock, type Fact, type Promised } from '#api/service-levels/clock.ts';
import { hoursOf } from '#api/service-levels/hours.ts';
import { rowsOf } from '#api/service-levels/rows.ts';
import type { RequestPriority, RequestStatus } from '#db/enums.ts';
import type { OpenWindow } from '#db/schema/service-levels.ts';

const corpus = process.env['PORTICO_CORPUS'];
const HOUR_MS = 3_600_000;
const priorities: Record<string, RequestPriority> = {
  Low: 'low',
  Medium: 'normal',
  High: 'high',
  Critical: 'urgent',
};

type Ticket = Record<
  'Ticket Priority' | 'Ticket Status' | 'First Response Time' | 'Time to Resolution',
  string
>;

const office = Array.from({ length: 7 }, (_, day): OpenWindow[] => (day < 5 ? [[480, 1_080]] : []));
const minutes = { urgent: 60, high: 120, normal: 600, low: 1_200 };
const promised: Promised = {
  hours: hoursOf({ zone: 'America/New_York', week: office, exceptions: [] }),
  targets: { first_reply: minutes, next_reply: minutes, periodic_update: minutes, resolution: minutes },
  warnPercent: 75,
  grace: 60,
  escalations: [],
};

/** What was done to a ticket, in the order in which its moments lie; the file has some where the end comes first. */
function factsOf(ticket: Ticket): Fact[] {
  const at = (text: string) => Date.parse(`${text.replace(' ', 'T')}Z`);
  const answered = at(ticket['First Response Time']);
  const solved = at(ticket['Time to Resolution']);
  const done = [
    ...(Number.isNaN(answered) ? [] : [{ at: answered, action: 'ask' as Action }]),
    ...(Number.isNaN(solved) ? [] : [{ at: solved, action: 'solve' as Action }]),
  ].toSorted((a, b) => a.at - b.at);
  const begun = (done[0]?.at ?? Date.parse('2023-06-01T12:00:00Z')) - HOUR_MS;
  let status: RequestStatus = 'submitted';
  const facts: Fact[] = [{ at: begun, what: 'begun' }];
  for (const { at: moment, action } of done) {
    status = advance(status, 'agent', action);
    facts.push({ at: moment, what: 'said', by: 'house' }, { at: moment, what: 'moved', to: status });
  }
  return facts;
}

const inOrder = (moments: number[]) => moments.every((at, n) => n === 0 || at >= (moments[n - 1] ?? 0));
const isSound = ({ elapsed, extra, startedAt, since, stretches }: Clock) =>
  elapsed >= 0 &&
  extra >= 0 &&
  inOrder([startedAt, ...stretches.flatMap(({ from, to }) => (to === undefined ? [from] : [from, to]))]) &&
  since >= startedAt;

describe.skipIf(!corpus)('the life of 8,469 tickets (needs PORTICO_CORPUS)', () => {
  test('has no negative time and no wrong order', { timeout: 120_000 }, () => {
    const file = join(corpus ?? '', 'tickets-customer-support', 'customer_support_tickets.csv');
    const tickets = parse(readFileSync(file), { columns: true }) as Ticket[];
    const unsound = tickets.filter((ticket) => {
      const standing = {
        status: 'submitted',
        priority: priorities[ticket['Ticket Priority']] ?? 'normal',
      } as const;
      const course = follow(promised, standing, factsOf(ticket));
      const rows = rowsOf({ name: '', version: undefined, schedule: undefined, promised }, course);
      const late = rows.some(({ dueAt, startedAt }) => dueAt !== null && dueAt < startedAt);
      return late || ![...course.clocks.values()].every(isSound);
    });
    expect(tickets).toHaveLength(8_469);
    expect(unsound).toEqual([]);
  });
});
