import type { tags as en } from '../en/tags.ts';
import type { Translation } from '../message.ts';

export const tags: Translation<typeof en> = {
  'tags.one': 'Etiqueta',
  'tags.any': 'Cualquier etiqueta',
  'tags.title': 'Etiquetas',
  'tags.add': 'Añadir etiquetas',
  'tags.add_button': 'Añadir',
  'tags.remove': 'Quitar la etiqueta {name}',
  'tags.errors.too_many': 'Una solicitud puede tener veinte etiquetas como máximo',
};
