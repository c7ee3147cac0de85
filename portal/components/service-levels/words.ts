import { formatLocales, type Locale } from '#api/i18n/index.ts';
import type { Told } from '#api/service-levels/explaining.ts';
import type { requestCategories } from '#db/enums.ts';
import type { Conditions } from '#db/schema/service-levels.ts';
import { formatDeadline, formatMoment } from '../../format.ts';

type Category = (typeof requestCategories)[number];

const HOUR = 60;

/** 95 → 1 hr 35 min */
export function amountOf({ locale }: Pick<App.Locals, 'locale'>, minutes: number): string {
  const unit = (value: number, name: 'hour' | 'minute') =>
    new Intl.NumberFormat(formatLocales[locale], { style: 'unit', unit: name, unitDisplay: 'short' }).format(
      value,
    );
  const [hours, rest] = [Math.floor(minutes / HOUR), Math.round(minutes % HOUR)];
  return [hours ? unit(hours, 'hour') : '', rest || !hours ? unit(rest, 'minute') : '']
    .filter(Boolean)
    .join(' ');
}

/** How a clock stands, in a few words. */
export function stateOf(locals: App.Locals, { state, dueAt, metAt, breachedAt }: Told): string {
  const { t } = locals;
  if (state === 'met' && metAt) {
    const late = dueAt !== null && dueAt < metAt;
    return t(late ? 'service_levels.state.met_late' : 'service_levels.state.met', {
      when: formatMoment(locals, metAt),
    });
  }
  if (state === 'running' && dueAt)
    return t(
      breachedAt || dueAt < new Date() ? 'service_levels.state.overdue' : 'service_levels.state.running',
      {
        when: formatDeadline(locals, dueAt),
      },
    );
  return t(state === 'paused' ? 'service_levels.state.paused' : 'service_levels.state.stopped');
}

/** The fifth of January 1970 was a Monday. */
const MONDAY = 4;

/** The name of a day of the week, Monday first. */
export const weekday = (locale: Locale, day: number): string =>
  new Intl.DateTimeFormat(formatLocales[locale], { weekday: 'long', timeZone: 'UTC' }).format(
    new Date((MONDAY + day) * 86_400_000),
  );

/** To which requests a level applies, as a few words. */
export function conditionWords(
  t: App.Locals['t'],
  { priorities, categories, accountKinds, accountId }: Conditions,
): string {
  const words = [
    priorities.map((one) => t(`requests.priority.${one}`)),
    categories.map((one) => t(`requests.category.${one as Category}`)),
    accountKinds.map((one) => t(`service_levels.kind.${one === 'partner' ? 'partner' : 'customer'}`)),
    accountId ? [t('service_levels.one_account')] : [],
  ];
  const said = words.filter((some) => some.length > 0).map((some) => some.join(', '));
  return said.length ? said.join(' · ') : t('service_levels.everything');
}
