import type { terms as en } from '../en/terms.ts';
import type { Translation } from '../message.ts';

export const terms: Translation<typeof en> = {
  'terms.title': 'Condiciones de {house}',
  'terms.version': 'Versión {version}, desde el {when}',
  'terms.lead_new': 'Son nuevas. Léalas y acéptelas, por favor, y siga adelante.',
  'terms.accept': 'Aceptar y seguir',
  'terms.none': 'No hay condiciones',
  'terms.none_text': '{house} no tiene ninguna por ahora.',
  'terms.accept_joining': 'Acepto las condiciones de {house}, versión {version}',
  'terms.read': 'Leer las condiciones',
  'terms.errors.required': 'Acepte las condiciones para seguir',
  'terms.errors.changed': 'Las condiciones han cambiado entretanto. Léalas otra vez, por favor',
};
