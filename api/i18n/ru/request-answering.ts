import type { requestAnswering as en } from '../en/request-answering.ts';
import type { Translation } from '../message.ts';

export const requestAnswering: Translation<typeof en> = {
  'requests.errors.answered_meanwhile':
    'Тем временем кто-то написал: см. выше, под «Новое с тех пор, как вы начали». Отправьте ещё раз, если текст подходит',
  'requests.errors.reply_gone': 'Этот ответ уже отправлен',
  'requests.fresh': 'Новое с тех пор, как вы начали',
  'requests.held': 'Уйдёт через несколько секунд. До этого его видите только вы.',
  'requests.unsend': 'Вернуть',
  'requests.send_now': 'Отправить сейчас',
  'requests.done.held': 'Ответ уйдёт через несколько секунд',
  'requests.done.unsent': 'Ответ возвращён. Текст снова в поле',
  'requests.article_find': 'Найти статью',
  'requests.article_title': 'Статьи',
  'requests.article_lead':
    'Только то, что может прочитать {account}. В ответе этот поиск открывают два вопросительных знака.',
  'requests.article_keys': '↑ ↓ выбрать, ↵ вставить, Esc закрыть',
  'requests.article_none': 'Такой статьи нет',
  'requests.article_none_text': 'Попробуйте другое слово или слово на языке клиента.',
};
