import type { Translation } from '../message.ts';
import type { ratings as english } from '../en/ratings.ts';

export const ratings: Translation<typeof english> = {
  'ratings.title': 'Cómo les fue a los clientes',
  'ratings.lead':
    'Lo que dicen los clientes tras cerrarse una solicitud. Doce semanas, la más reciente al final.',
  'ratings.ask': '¿Qué le pareció?',
  'ratings.good': 'Bien',
  'ratings.poor': 'No bien',
  'ratings.said': 'Usted dijo: {score}. Gracias.',
  'ratings.seen': '{house} lo lee. Puede cambiarlo hasta el {when}.',
  'ratings.comment': 'Cuéntenos más',
  'ratings.comment_hint': 'Opcional. ¿Qué debemos mantener o hacer de otra manera?',
  'ratings.send': 'Enviar',
  'ratings.rating': 'Valoración',
  'ratings.all': 'Todas las valoraciones',
  'ratings.week': 'Semana desde',
  'ratings.count': 'Respuestas',
  'ratings.weeks': 'Por semana',
  'ratings.categories': 'Por tipo',
  'ratings.agents': 'Por agente',
  'ratings.nobody': 'Nadie',
  'ratings.none': 'Nadie ha dicho nada todavía',
  'ratings.none_text': 'Se pregunta a los clientes al cerrarse una solicitud. Aquí aparece lo que dicen.',
  'ratings.done.rated': 'Gracias. Hemos guardado su respuesta.',
  'ratings.errors.not_now':
    'Se puede valorar durante treinta días tras el cierre, y no si la solicitud continúa',
  'ratings.page.title': '¿Qué le pareció?',
  'ratings.page.lead': 'Su solicitud {reference} se ha cerrado. Basta un clic.',
  'ratings.page.thanks': 'Gracias',
  'ratings.page.spent': 'Ya no se puede valorar: la solicitud continúa o se cerró hace demasiado tiempo.',
  'ratings.mail.closed': 'La solicitud {reference} está cerrada.',
  'ratings.mail.ask': '¿Qué le pareció? Basta un clic.',
  'ratings.mail.good': 'Estuvo bien',
  'ratings.mail.poor': 'No estuvo bien',
  'ratings.mail.footer': 'El enlace muestra una página. No se envía nada hasta que usted lo diga allí.',
};
