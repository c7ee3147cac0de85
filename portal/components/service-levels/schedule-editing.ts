import { z } from 'zod';

import { parse, version } from '#api/core/parse.ts';
import { ChangeSchedule } from '#api/service-levels/schemas.ts';
import { addSchedule, changeSchedule, findSchedule, type ScheduleNow } from '#api/service-levels/service.ts';
import { submit } from '../../form.ts';
import { edited, type Editing, type Page } from './editing.ts';
import { readExceptions, readWindows, writeExceptions, writeWindows } from './times.ts';

export const DAYS = [0, 1, 2, 3, 4, 5, 6];

const typed = z.string().max(20_000).default('');
const Sent = z.looseObject({ version: version.optional(), name: typed, zone: typed, exceptions: typed });

const changeIn = (sent: z.infer<typeof Sent>) =>
  parse(ChangeSchedule, {
    name: sent.name,
    zone: sent.zone,
    week: DAYS.map((day) => readWindows(String(sent[`week.${day}`] ?? ''))),
    exceptions: readExceptions(sent.exceptions),
  });

const asForm = ({ name, zone, week, exceptions, version: number }: ScheduleNow): Record<string, string> => ({
  name,
  zone,
  ...Object.fromEntries(week.map((windows, day) => [`week.${day}`, writeWindows(windows)])),
  exceptions: writeExceptions(exceptions),
  version: String(number),
});

/** The form of a new schedule. */
export async function newSchedule(page: Page, zone: string): Promise<Editing> {
  const office = DAYS.map((day) => [`week.${day}`, day < 5 ? '09:00–17:00' : '']);
  const initial = { zone, ...Object.fromEntries(office) };
  const { form, result } = await submit(
    page,
    Sent,
    (sent) => addSchedule(page.locals.scope, changeIn(sent)),
    {
      initial,
    },
  );
  return { form, now: undefined, saved: result?.id };
}

/** The page of a schedule: its hours as they are, and the form that changes them. */
export const editSchedule = (page: Page, id: string) =>
  edited({
    find: () => findSchedule(page.locals.scope, id),
    asForm,
    send: (initial) =>
      submit(page, Sent, (sent) => changeSchedule(page.locals.scope, id, sent.version ?? 0, changeIn(sent)), {
        initial,
      }),
  });
