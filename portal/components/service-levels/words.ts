import { formatLocales } from '#api/i18n/index.ts';
import type { Told } from '#api/service-levels/explaining.ts';
import { formatDeadline, formatMoment } from '../../format.ts';

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
