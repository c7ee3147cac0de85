import type { serviceLevels as en } from '../en/service-levels.ts';
import type { Translation } from '../message.ts';

export const serviceLevels: Translation<typeof en> = {
  'service_levels.target.first_reply': 'Первый ответ',
  'service_levels.target.next_reply': 'Следующий ответ',
  'service_levels.target.periodic_update': 'Промежуточные новости',
  'service_levels.target.resolution': 'Решение',
  'service_levels.mail.due_soon': '{what}: срок истекает {when}.',
  'service_levels.mail.overdue': '{what}: срок истёк {when}, ответа ещё нет.',
  'service_levels.mail.escalated':
    '{what}: срок истёк {when}, ответа всё ещё нет. Вы получили это письмо, потому что так решено в уровне обслуживания.',
  'service_levels.by_level': 'Обещано уровнем «{level}»,',
  'service_levels.by_none': 'Так действует там, где уровня обслуживания нет,',
  'service_levels.by_schedule': 'считаются часы «{schedule}».',
  'service_levels.always': 'считается круглосуточно.',
  'service_levels.state.met': 'сделано {when}',
  'service_levels.state.met_late': 'сделано с опозданием, {when}',
  'service_levels.state.running': 'срок {when}',
  'service_levels.state.overdue': 'срок истёк {when}',
  'service_levels.state.paused': 'стоит, пока мы ждём других',
  'service_levels.state.stopped': 'закончено',
  'service_levels.line.started': 'Отсчёт начат',
  'service_levels.line.paused': 'Остановлен',
  'service_levels.line.resumed': 'Продолжается',
  'service_levels.line.met': 'Сделано',
  'service_levels.line.stopped': 'Закончено',
  'service_levels.line.due': 'Срок',
  'service_levels.line.more': {
    one: 'Ещё {count} промежуток',
    few: 'Ещё {count} промежутка',
    many: 'Ещё {count} промежутков',
    other: 'Ещё {count} промежутка',
  },
};
