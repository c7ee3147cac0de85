import type { live as en } from '../en/live.ts';
import type { Translation } from '../message.ts';

export const live: Translation<typeof en> = {
  'live.new_entries': 'Entradas nuevas: {count}',
  'live.updated': 'Algo ha cambiado aquí',
  'live.show': 'Mostrar',
  'live.list_updated': 'Actualizadas: {count}',
  'live.refresh': 'Recargar',
  'live.reading': '{who} está leyendo',
  'live.replying': '{who} está respondiendo',
  'live.missed': 'Entretanto han pasado muchas cosas',
  'live.errors.full': 'Demasiadas conexiones por ahora; esta página no se renueva sola',
};
