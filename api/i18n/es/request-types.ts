import type { requestTypes as en } from '../en/request-types.ts';
import type { Translation } from '../message.ts';

export const requestTypes: Translation<typeof en> = {
  'request_types.errors.circle': 'Estas preguntas se esperan unas a otras en círculo',
  'request_types.errors.unknown_field': 'El formulario no tiene ese campo',
  'request_types.errors.unknown_option': 'No hay ninguna opción así por encima',
  'request_types.errors.staff_only': 'Depende de un campo que solo lee el personal y lo revelaría',
  'request_types.errors.unsuited': 'Eso no se puede comparar con la respuesta de este campo',
  'request_types.errors.too_deep': 'Un árbol tiene como mucho seis niveles',
  'request_types.errors.read_only': 'Esto ya no se puede cambiar',
  'request_types.errors.empty': 'Un formulario sin preguntas no se puede publicar. Añade antes un campo',
  'request_types.errors.not_found': 'No existe ese tipo de solicitud o no se te ofrece',
};
