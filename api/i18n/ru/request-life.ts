import type { requestLife as en } from '../en/request-life.ts';
import type { Translation } from '../message.ts';

export const requestLife: Translation<typeof en> = {
  'requests.event.thank': 'благодарит',
  'requests.event.reject': 'сообщает, что не решено',
  'requests.event.insist': 'всё ещё нуждается в помощи',
  'requests.event.merge': 'объединяет с другим обращением',
  'requests.event.remind': 'напоминает о вопросе',
  'requests.event.give_up': 'считает решённым: ответа не было',
  'requests.event.resume': 'возобновляет в намеченный срок',
  'requests.event.expire': 'закрывает: возражений не было',
  'requests.errors.unknown_request': 'Введите номер обращения, например REQ-20481',
  'requests.errors.other_account': 'Обращения двух компаний нельзя объединить',
  'requests.errors.merge_circle': 'Другое обращение уже продолжается в этом',
  'requests.errors.merge_ended': 'Над другим обращением не работают. Выберите открытое',
  'requests.errors.linked_already': 'Эти обращения уже связаны',
  'requests.errors.not_to_split': 'Отдельным обращением может стать только более позднее сообщение клиента',
  'requests.mail.remind': 'Мы всё ещё ждём вашего ответа. {name} спрашивает:',
  'requests.mail.remind_guest': 'Мы всё ещё ждём вашего ответа на наше последнее письмо об этом.',
  'requests.mail.gave_up': 'Ответа не было, поэтому мы считаем вопрос решённым.',
  'requests.mail.gave_up_until': 'Если это не так, ответьте до {when}, и мы сразу продолжим.',
  'requests.mail.again':
    'Сегодня день, когда вы хотели снова посмотреть на запрос компании {account}. Ваши последние слова:',
  'requests.insist': 'Мне всё ещё нужна помощь',
  'requests.turn.thanked': 'Вы поблагодарили нас, и мы считаем вопрос решённым.',
  'requests.done.insisted': 'Мы снова занимаемся этим. Напишите, чего не хватает.',
  'requests.calendar': '{house} отвечает на {reference} к этому времени: {subject}',
  'requests.to_calendar': 'Добавить в календарь',
  'requests.write_up': 'Для всех',
  'requests.write_up_text': 'Сделайте из решения черновик статьи. В него попадёт только наш ответ.',
  'requests.write_up_button': 'Написать статью',
  'requests.written_up': 'Статья написана',
  'requests.written_up_open': 'Открыть статью',
  'requests.came_of': 'Из обращения {reference}',
  'requests.write_up_from':
    'Текст взят из нашего последнего ответа в {reference}. Известные нам имена и адреса убраны, вместо них стоит «…»: прочтите текст перед публикацией.',
  'requests.errors.written_up': 'Из этого обращения уже сделана статья',
};
