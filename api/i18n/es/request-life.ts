import type { requestLife as en } from '../en/request-life.ts';
import type { Translation } from '../message.ts';

export const requestLife: Translation<typeof en> = {
  'requests.event.thank': 'ha dado las gracias',
  'requests.event.reject': 'indica que no está resuelto',
  'requests.event.insist': 'sigue necesitando ayuda',
  'requests.event.merge': 'la ha unido a otra solicitud',
  'requests.event.remind': 'ha recordado la pregunta',
  'requests.event.give_up': 'la da por resuelta por falta de respuesta',
  'requests.event.resume': 'la retoma según lo previsto',
  'requests.event.expire': 'la ha cerrado: no hubo objeciones',
  'requests.errors.unknown_request': 'Escriba el número de una solicitud, por ejemplo REQ-20481',
  'requests.errors.other_account': 'No se pueden unir solicitudes de dos empresas',
  'requests.errors.merge_circle': 'La otra solicitud ya continúa en esta',
  'requests.errors.merge_ended': 'La otra solicitud no está abierta. Elija una abierta',
  'requests.errors.linked_already': 'Estas dos ya están vinculadas',
  'requests.errors.not_to_split': 'Solo un mensaje posterior del cliente puede ser una solicitud aparte',
  'requests.mail.remind': 'Seguimos esperando su respuesta. {name} le preguntó:',
  'requests.mail.remind_guest': 'Seguimos esperando su respuesta a nuestro último correo sobre esto.',
  'requests.mail.gave_up': 'No ha llegado ninguna respuesta, así que lo damos por resuelto.',
  'requests.mail.gave_up_until': 'Si no es así, responda antes del {when} y seguimos enseguida.',
  'requests.mail.again':
    'Hoy es el día en que quería volver a mirar la solicitud de {account}. Sus últimas palabras:',
  'requests.insist': 'Todavía necesito ayuda',
  'requests.turn.thanked': 'Nos ha dado las gracias, así que lo damos por resuelto.',
  'requests.done.insisted': 'Volvemos a ello. Díganos qué falta.',
  'requests.calendar': '{house} responde a {reference} hasta ahora: {subject}',
  'requests.to_calendar': 'Añadir al calendario',
  'requests.write_up': 'Para todos',
  'requests.write_up_text':
    'Haga de la solución un borrador para la ayuda. Solo entra nuestra propia respuesta.',
  'requests.write_up_button': 'Redactar artículo',
  'requests.written_up': 'Ya redactado',
  'requests.written_up_open': 'Abrir el artículo',
  'requests.came_of': 'Hecho de la solicitud {reference}',
  'requests.write_up_from':
    'El texto es nuestra última respuesta en {reference}. Los nombres y direcciones que conocemos se han quitado y aparecen como «…»: léalo antes de publicarlo.',
  'requests.errors.written_up': 'De esta solicitud ya se hizo un artículo',
};
