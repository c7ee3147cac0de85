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
  'request_types.pick': '¿De qué se trata?',
  'request_types.else': 'Otra cosa',
  'request_types.continue': 'Mostrar las preguntas que siguen',
  'request_types.choose': 'Elija…',
  'request_types.shape': 'Con la forma {pattern}, donde # es una cifra y @ una letra.',
  'request_types.impact': '¿Cuánto se ha parado?',
  'request_types.impact.little': 'Nada o casi nada',
  'request_types.impact.some': 'Una parte del trabajo',
  'request_types.impact.much': 'Todo el trabajo, o alguien corre peligro',
  'request_types.urgency': '¿Cuándo debe seguir?',
  'request_types.urgency.later': 'Puede esperar',
  'request_types.urgency.soon': 'En los próximos días',
  'request_types.urgency.now': 'De inmediato',
  'request_types.title': 'Tipos de solicitud',
  'request_types.house_only': 'Solo lo lee la casa:',
};
