import type { views as en } from '../en/views.ts';
import type { Translation } from '../message.ts';

export const views: Translation<typeof en> = {
  'views.title': 'Listas',
  'views.all_open': 'Todas por hacer',
  'views.mine': 'Mías',
  'views.unassigned': 'De nadie',
  'views.overdue': 'Atrasadas',
  'views.waiting': 'En espera',
  'views.of_house': 'De todo el equipo',
  'views.own': 'Propias',
  'views.save': 'Guardar esta lista',
  'views.save_hint': 'Tal como está filtrada ahora, con un nombre.',
  'views.name': 'Nombre de la lista',
  'views.for': 'Quién la tiene',
  'views.for_me': 'Solo yo',
  'views.for_all': 'Todo el equipo',
  'views.edit': 'Renombrar o eliminar',
  'views.change': 'Guardar los cambios',
  'views.remove': 'Eliminar la lista',
  'views.more': 'Más filtros',
  'views.done.saved': 'La lista está guardada',
  'views.done.changed': 'La lista se ha modificado',
  'views.done.removed': 'La lista se ha eliminado',
  'views.done.restored': 'La lista ha vuelto',
  'views.errors.too_many': 'Ya tiene cincuenta listas. Elimine una antes',
  'views.errors.not_found': 'Esta lista ya no existe',
};
