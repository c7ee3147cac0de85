import type { errors as en } from '../en/errors.ts';
import type { Translation } from '../message.ts';

export const errors: Translation<typeof en> = {
  'errors.summary': { one: 'Hay una cosa que corregir', other: 'Hay {count} cosas que corregir' },
  'errors.prefix': 'Se debe corregir:',

  'errors.invalid': 'Algo no está bien. Revíselo, por favor',
  'errors.invalid_type': 'Escríbalo en la forma pedida, por ejemplo como número o fecha',
  'errors.required': 'Rellene este campo',
  'errors.too_small': 'Es demasiado corto o menor de lo permitido',
  'errors.too_big': 'Es demasiado largo o mayor de lo permitido',
  'errors.invalid_format': 'No tiene la forma que se espera aquí',
  'errors.invalid_email': 'Escriba una dirección de correo, por ejemplo nombre@empresa.com',
  'errors.invalid_value': 'Elija uno de los valores de la lista',
  'errors.invalid_union': 'Elija uno de los valores de la lista',
  'errors.not_multiple_of': 'El número tiene demasiados decimales',
  'errors.unrecognized_keys': 'Este formulario no conoce ese campo',
  'errors.custom': 'Algo no está bien. Revíselo, por favor',
  'errors.in_past': 'Elija un día posterior a hoy',

  'errors.unauthenticated': 'Entre primero, por favor',
  'errors.reauthentication': 'Escriba su contraseña una vez más',
  'errors.forbidden': 'No puede hacer esto',
  'errors.not_found': 'No está aquí o no es suyo',
  'errors.conflict': 'No se puede hacer en su estado actual',
  'errors.stale': 'Alguien lo cambió mientras usted escribía',
  'errors.too_many': 'Demasiados intentos. Espere un poco y pruebe de nuevo',
  'errors.cross_site': 'El formulario venía de otro sitio y no lo hemos aceptado',
  'errors.too_large': 'Es demasiado grande',
  'errors.unavailable': 'No está disponible en este momento',
  'errors.internal': 'No ha funcionado y es culpa nuestra',

  'errors.malformed': 'No se ha podido leer lo que ha llegado',
  'errors.invalid_characters': 'Contiene caracteres que no se pueden guardar',
  'errors.auth.wrong': 'La dirección de correo o la contraseña no es correcta',
  'errors.auth.known_person': 'Esta persona ya ha estado aquí. Entre con su contraseña',
  'errors.auth.already_member': 'Esta persona ya pertenece a la cuenta',
  'errors.codes.spent': 'Este enlace ya se ha usado o es demasiado antiguo',
  'errors.files.type_not_allowed': 'No se pueden adjuntar archivos de este tipo. Un archivo ZIP sí',
  'errors.version_required': 'Abra la página de nuevo y repita el cambio',
  'errors.refused': 'El servidor no lo ha aceptado',
  'errors.idempotency.other_request': 'Ya se envió con otro contenido',
  'errors.idempotency.in_progress': 'Ya se está haciendo. Espere un momento',

  'errors.conflict_title': '{name} lo cambió mientras usted escribía',
  'errors.conflict_title_unknown': 'Alguien lo cambió mientras usted escribía',
  'errors.conflict_text': 'Lo que ha escrito sigue abajo. Compare y guarde lo suyo o quédese con lo otro.',
  'errors.conflict_now': 'ahora',
  'errors.conflict_yours': 'lo suyo',
  'errors.conflict_keep_mine': 'Guardar lo mío',
  'errors.conflict_take_theirs': 'Quedarme con lo otro',

  'errors.page_403': 'No puede abrir esta página',
  'errors.page_403_text':
    'Su función o su cuenta no llega hasta aquí. Cambie de cuenta o pregunte a quien gestiona su equipo.',
  'errors.page_404': 'Esta página no está aquí',
  'errors.page_404_text':
    'La dirección puede ser antigua o estar mal escrita, o la página es de otra persona.',
  'errors.page_500': 'No ha funcionado y es culpa nuestra',
  'errors.page_500_text': 'Pruebe de nuevo. Si vuelve a pasar, díganos este número:',
  'errors.try_again': 'Probar de nuevo',
  'errors.to_start': 'Ir a la página de inicio',
};
