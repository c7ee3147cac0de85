import type { requestHolding as en } from '../en/request-holding.ts';
import type { Translation } from '../message.ts';

export const requestHolding: Translation<typeof en> = {
  'requests.errors.answered_meanwhile':
    'Тем временем кто-то написал: см. выше, под «Новое с тех пор, как вы начали». Отправьте ещё раз, если текст подходит',
  'requests.errors.reply_gone': 'Этот ответ уже отправлен',
  'requests.fresh': 'Новое с тех пор, как вы начали',
  'requests.held': 'Уйдёт через несколько секунд. До этого его видите только вы.',
  'requests.unsend': 'Вернуть',
  'requests.send_now': 'Отправить сейчас',
  'requests.done.held': 'Ответ уйдёт через несколько секунд',
  'requests.done.unsent': 'Ответ возвращён. Текст снова в поле',
};
