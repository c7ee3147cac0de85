import type { mail as en } from '../en/mail.ts';
import type { Translation } from '../message.ts';

export const mail: Translation<typeof en> = {
  'mail.invitation.subject': 'Вас приглашают в {account}',
  'mail.invitation.text': '{inviter} приглашает вас работать с {account} на нашем портале.',
  'mail.invitation.expiry': 'Ссылка сработает один раз в течение семи дней.',
  'mail.invitation.action': 'Принять приглашение',
  'mail.invitation.footer': 'Если вы этого не ждали, просто не отвечайте: без ссылки ничего не произойдёт.',
  'mail.reset.subject': 'Выберите новый пароль',
  'mail.reset.text': 'Здравствуйте, {name}! Кто-то запросил новый пароль для этого адреса.',
  'mail.reset.expiry': 'Ссылка сработает один раз в течение часа.',
  'mail.reset.action': 'Выбрать новый пароль',
  'mail.reset.footer': 'Если это были не вы, ничего не делайте: пароль останется прежним.',
  'mail.password_changed.subject': 'Ваш пароль изменён',
  'mail.password_changed.text':
    'Здравствуйте, {name}! Пароль для этого адреса только что изменён, на всех устройствах выполнен выход.',
  'mail.password_changed.action': 'Это был не я',

  'mail.title': 'Почта',
  'mail.lead': 'Что Portico написал людям. Без почтового сервера письма остаются здесь, и их можно прочесть.',
  'mail.to': 'кому: {address}',
  'mail.empty': 'Пока не написано ни одного письма',
  'mail.empty_text': 'Здесь появятся приглашения, ссылки для пароля и новости об обращениях.',
  'mail.recipient': 'Кому',
  'mail.state': 'Состояние',
  'mail.written': 'Написано',
  'mail.sent_at': 'Отправлено',
  'mail.thread': 'Цепочка',
  'mail.thread_first': 'Первое письмо на эту тему',
  'mail.thread_reply': 'Отвечает на предыдущее письмо',
  'mail.emptied': 'В письме была личная ссылка. После отправки его текст не хранится.',
  'mail.state.queued': 'Ждёт отправки',
  'mail.state.sent': 'Отправлено',
  'mail.state.kept': 'Осталось здесь',
  'mail.state.failed': 'Не отправлено',
};
