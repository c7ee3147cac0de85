import type { requestAnswering as en } from '../en/request-answering.ts';
import type { Translation } from '../message.ts';

export const requestAnswering: Translation<typeof en> = {
  'requests.errors.answered_meanwhile':
    'Alguien ha escrito entretanto: está arriba, bajo «Nuevo desde que empezó». Envíe de nuevo si su texto sigue siendo válido',
  'requests.errors.reply_gone': 'Esta respuesta ya se ha enviado',
  'requests.fresh': 'Nuevo desde que empezó',
  'requests.held': 'Sale en unos segundos. Hasta entonces solo la ve usted.',
  'requests.unsend': 'Retirarla',
  'requests.send_now': 'Enviar ahora',
  'requests.done.held': 'La respuesta sale en unos segundos',
  'requests.done.unsent': 'Retirada. El texto vuelve a estar en el campo',
  'requests.article_find': 'Buscar un artículo',
  'requests.article_title': 'Artículos',
  'requests.article_lead':
    'Solo lo que {account} puede leer. En la respuesta, dos signos de interrogación (??) abren esta búsqueda.',
  'requests.article_keys': '↑ ↓ elegir, ↵ insertar, Esc cerrar',
  'requests.article_none': 'Ningún artículo responde a eso',
  'requests.article_none_text': 'Pruebe otra palabra, o una en el idioma del cliente.',
};
