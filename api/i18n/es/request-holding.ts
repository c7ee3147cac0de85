import type { requestHolding as en } from '../en/request-holding.ts';
import type { Translation } from '../message.ts';

export const requestHolding: Translation<typeof en> = {
  'requests.errors.answered_meanwhile':
    'Alguien ha escrito entretanto: está arriba, bajo «Nuevo desde que empezó». Envíe de nuevo si su texto sigue siendo válido',
  'requests.errors.reply_gone': 'Esta respuesta ya se ha enviado',
  'requests.fresh': 'Nuevo desde que empezó',
  'requests.held': 'Sale en unos segundos. Hasta entonces solo la ve usted.',
  'requests.unsend': 'Retirarla',
  'requests.send_now': 'Enviar ahora',
  'requests.done.held': 'La respuesta sale en unos segundos',
  'requests.done.unsent': 'Retirada. El texto vuelve a estar en el campo',
};
