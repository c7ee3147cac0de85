import type { serviceLevels as en } from '../en/service-levels.ts';
import type { Translation } from '../message.ts';

export const serviceLevels: Translation<typeof en> = {
  'service_levels.target.first_reply': 'Primera respuesta',
  'service_levels.target.next_reply': 'Respuesta siguiente',
  'service_levels.target.periodic_update': 'Noticias entretanto',
  'service_levels.target.resolution': 'Solución',
  'service_levels.mail.due_soon': '{what}: vence {when}.',
  'service_levels.mail.overdue': '{what}: venció {when} y sigue pendiente.',
  'service_levels.mail.escalated':
    '{what}: venció {when} y sigue pendiente. Se le avisa porque así lo dice el nivel de servicio.',
  'service_levels.by_level': 'Lo promete «{level}»,',
  'service_levels.by_none': 'Es lo que rige cuando no se aplica ningún nivel de servicio,',
  'service_levels.by_schedule': 'contado en el horario «{schedule}».',
  'service_levels.always': 'contado día y noche.',
  'service_levels.state.met': 'hecho {when}',
  'service_levels.state.met_late': 'hecho con retraso, {when}',
  'service_levels.state.running': 'vence {when}',
  'service_levels.state.overdue': 'venció {when}',
  'service_levels.state.paused': 'detenido mientras esperamos a otros',
  'service_levels.state.stopped': 'terminado',
  'service_levels.line.started': 'Empieza a contar',
  'service_levels.line.paused': 'Se detiene',
  'service_levels.line.resumed': 'Sigue contando',
  'service_levels.line.met': 'Hecho',
  'service_levels.line.stopped': 'Terminado',
  'service_levels.line.due': 'Vence',
  'service_levels.line.more': {
    one: '{count} tramo más',
    many: '{count} tramos más',
    other: '{count} tramos más',
  },
};
