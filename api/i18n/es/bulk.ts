import type { bulk as en } from '../en/bulk.ts';
import type { Translation } from '../message.ts';

export const bulk: Translation<typeof en> = {
  'bulk.title': 'Cambiar las elegidas',
  'bulk.pick': 'Elegir {reference}',
  'bulk.rank': 'Fijar la prioridad',
  'bulk.tag': 'Añadir la etiqueta',
  'bulk.untag': 'Quitarla',
  'bulk.macro': 'Ejecutar la macro',
  'bulk.done.changed': 'Hecho en todas las elegidas',
  'bulk.done.taken_back': 'Todo está como estaba',
  'bulk.errors.moved_on': 'Desde entonces ha ocurrido algo más',
  'bulk.errors.not_found': 'Ya no hay nada que deshacer',
  'bulk.refused': { one: '{count} no se pudo cambiar', other: '{count} no se pudieron cambiar' },
  'bulk.done_for': { one: 'Hecho en {count}', other: 'Hecho en {count}' },
};
