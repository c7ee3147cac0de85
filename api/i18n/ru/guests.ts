import type { guests as en } from '../en/guests.ts';
import type { Translation } from '../message.ts';

export const guests: Translation<typeof en> = {
  'guests.name': 'Ваше имя',
  'guests.email': 'Адрес эл. почты',
  'guests.category': 'Вид',
  'guests.subject': 'Тема',
  'guests.body': 'Ваш вопрос',
  'guests.website': 'Оставьте пустым',
  'guests.errors.wrong': 'Эта форма пришла с другой страницы. Проверьте её и отправьте отсюда',
  'guests.errors.too_soon': 'Слишком быстро. Проверьте ещё раз и отправьте снова',
  'guests.errors.too_late': 'Форма была открыта слишком долго. Проверьте её и отправьте снова',

  'guests.ask.title': 'Вопрос в {house}',
  'guests.ask.lead': 'Учётная запись не нужна. Ответим по почте.',
  'guests.ask.email_hint': 'Сначала мы пришлём туда ссылку, чтобы убедиться, что адрес ваш.',
  'guests.ask.check_title': 'Проверьте и нажмите «Отправить»',
  'guests.ask.check_text': 'Это пришло с другого сайта. Пока ничего не отправлено.',
  'guests.ask.send': 'Отправить',
  'guests.ask.sign_in': 'Есть учётная запись? Тогда спросите там и следите за ответом на портале:',
  'guests.sent.title': 'Остался один шаг',
  'guests.sent.text':
    'Мы отправили письмо на {email}. Откройте ссылку из него, и вопрос дойдёт до нас. Письма нет? Загляните в спам или напишите ещё раз с другого адреса.',
  'guests.sent.again': 'Задать другой вопрос',

  'guests.prove.title': 'Это написали вы?',
  'guests.prove.text': 'Вопрос поступит в {house}, как только вы подтвердите.',
  'guests.prove.action': 'Да, отправить',
  'guests.prove.not_me':
    'Это были не вы? Ничего не делайте. Через 14 дней всё будет удалено, и никто не станет на это отвечать.',
  'guests.proven.title': 'Ваш вопрос получен',
  'guests.proven.text': 'Его номер {reference}. Ответ придёт на {email}.',
  'guests.proven.followed': 'Его номер {reference}. Он среди ваших обращений.',
  'guests.proven.open': 'К моим обращениям',
  'guests.proven.help': 'К справке',
  'guests.spent.title': 'Эта ссылка больше не работает',
  'guests.spent.text':
    'Её уже использовали, или ей больше двух дней. Если вы уже нажимали кнопку, ваш вопрос у нас.',

  'guests.mail.proof_subject': 'Подтвердите ваш вопрос в {house}',
  'guests.mail.proof':
    'Кто-то, скорее всего вы, написал в {house} и указал этот адрес. Откройте ссылку, чтобы посмотреть и отправить.',
  'guests.mail.proof_expiry': 'Ссылка сработает один раз в течение двух дней.',
  'guests.mail.proof_action': 'Посмотреть и отправить',
  'guests.mail.proof_footer':
    'Это были не вы? Не обращайте внимания: без ссылки ничего не произойдёт, а написанное удалится через 14 дней.',
  'guests.mail.receipt': 'Ответ придёт на этот адрес. Вот что вы написали:',
  'guests.mail.again': 'Написать снова',
  'guests.mail.footer_answer': 'Чтобы продолжить, ответьте на это письмо.',
  'guests.mail.footer':
    'Письма на адрес этого сообщения никто не читает. Пишите нам, пожалуйста, на портале.',
};
