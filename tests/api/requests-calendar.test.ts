import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';

import { requests } from '#db/schema/requests.ts';
import { json } from '#tests/support/guards/case.ts';
import { world } from '#tests/support/world.ts';

const dueAt = new Date('2027-03-01T09:30:00.000Z');

async function asked(subject: string) {
  const w = await world();
  const body = { subject, body: 'It drips.', category: 'problem' };
  const { id } = await json<{ id: string }>(w.as('dan').post('/requests', body));
  const stand = (change: object) => w.db.direct.update(requests).set(change).where(eq(requests.id, id));
  await stand({ dueAt });
  return { w, stand, calendar: () => w.as('dan').get(`/requests/${id}/calendar`), id };
}

test('what is promised goes into a calendar, whatever the subject holds', async () => {
  const { calendar, id } = await asked(`Насос; гудит, ночью \\ ${'и днём '.repeat(12)}`);
  const answer = await calendar();
  const text = await answer.text();

  expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
  expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="REQ-1\.ics"/);
  const lines = text.split('\r\n');
  expect(lines.at(-1)).toBe('');
  expect(lines.every((line) => Buffer.byteLength(line) <= 75 && !line.includes('\n'))).toBe(true);
  const unfolded = text.replaceAll('\r\n ', '').split('\r\n');
  expect(unfolded).toEqual(
    expect.arrayContaining([
      'BEGIN:VEVENT',
      'DTSTART:20270301T093000Z',
      'DTEND:20270301T093000Z',
      'END:VCALENDAR',
    ]),
  );
  expect(unfolded.find((line) => line.startsWith('SUMMARY:'))).toContain(
    'Насос\\; гудит\\, ночью \\\\ и днём',
  );
  expect(unfolded.find((line) => line.startsWith('URL:'))).toMatch(new RegExp(`/requests/${id}$`));
});

test('there is nothing for a calendar where the house owes no answer', async () => {
  const { calendar, stand, w, id } = await asked('The valve leaks');
  await stand({ status: 'waiting_customer' });
  expect((await calendar()).status).toBe(404);
  await stand({ status: 'in_progress', dueAt: null });
  expect((await calendar()).status).toBe(404);
  expect((await w.as('emil').get(`/requests/${id}/calendar`)).status).toBe(404);
});
