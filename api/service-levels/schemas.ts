import { z } from 'zod';

import { day, optionalText, text, zone } from '#api/core/parse.ts';
import { accountKinds, clockTargets, requestCategories, requestPriorities } from '#db/enums.ts';
import type { OpenWindow } from '#db/schema/service-levels.ts';

const DAY = 24 * 60;
const MOST_WINDOWS = 6;
const coded = (code: string) => ({ params: { code } });

const minuteOfDay = z.number().int().min(0).max(DAY);
const inOrder = (windows: OpenWindow[]) =>
  windows
    .flat()
    .every((minute, n, all) => n === 0 || (n % 2 ? minute > (all[n - 1] ?? 0) : minute >= (all[n - 1] ?? 0)));

/** What is open on one day, in minutes of the day, one window after the other. */
const windows = z
  .array(z.tuple([minuteOfDay, minuteOfDay]))
  .max(MOST_WINDOWS)
  .refine(inOrder, coded('service_levels.windows_order'));
const exception = z.strictObject({ day, windows, name: text(80).optional() });

export const ChangeSchedule = z.strictObject({
  name: text(80),
  zone,
  /** Monday first. */
  week: z.array(windows).length(7),
  exceptions: z
    .array(exception)
    .max(200)
    .refine(
      (all) => new Set(all.map((one) => one.day)).size === all.length,
      coded('service_levels.day_twice'),
    ),
});
export type ChangeSchedule = z.infer<typeof ChangeSchedule>;

/** A year of days is more than anybody promises. */
const minutes = z
  .number()
  .int()
  .min(1)
  .max(365 * DAY);
const perPriority = z.partialRecord(z.enum(requestPriorities), minutes);

export const ChangeServiceLevel = z.strictObject({
  name: text(80),
  position: z.number().int().min(1).max(999),
  enabled: z.boolean(),
  scheduleId: optionalText(60),
  conditions: z.strictObject({
    priorities: z.array(z.enum(requestPriorities)).default([]),
    categories: z.array(z.enum(requestCategories)).default([]),
    accountKinds: z.array(z.enum(accountKinds)).default([]),
    accountId: optionalText(60),
  }),
  targets: z
    .partialRecord(z.enum(clockTargets), perPriority)
    .refine(
      (targets) => Object.values(targets).some((one) => one && Object.keys(one).length > 0),
      coded('service_levels.nothing_promised'),
    ),
  warnPercent: z.number().int().min(1).max(99),
  grace: z.number().int().min(0).max(DAY),
  enforceFrom: day,
  escalations: z.array(z.strictObject({ after: minutes, roleId: text(60) })).max(5),
});
export type ChangeServiceLevel = z.infer<typeof ChangeServiceLevel>;

export const Preview = z.object({
  category: z.enum(requestCategories).default('question'),
  priority: z.enum(requestPriorities).default('normal'),
  accountKind: z.enum(['customer', 'partner']).default('customer'),
});
export type Preview = z.infer<typeof Preview>;
