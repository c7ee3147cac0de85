import { route, router } from '#api/core/http.ts';
import { attachment } from '#api/files/disposition.ts';
import { translator } from '#api/i18n/index.ts';
import type { Portico } from '#api/portico.ts';
import { promiseCalendar } from './calendar.ts';
import { findRequest } from './service.ts';

export const requestCalendarRoutes = ({ config, house }: Pick<Portico, 'config' | 'house'>) =>
  router().get('/:id/calendar', route('requests.read', 'By when we answer, for a calendar'), async (c) => {
    const request = await findRequest(c.var.scope, c.req.param('id'));
    const t = translator(c.var.user?.person.locale ?? 'en');
    const calendar = promiseCalendar(t, request, { url: config.url, house: house.name });
    return c.body(calendar, 200, {
      'Content-Type': 'text/calendar; charset=utf-8',
      'Content-Disposition': attachment(`${request.reference}.ics`),
    });
  });
