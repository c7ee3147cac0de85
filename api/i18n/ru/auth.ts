import type { auth as en } from '../en/auth.ts';
import type { Translation } from '../message.ts';

export const auth: Translation<typeof en> = {
  'auth.sign_in.title': 'Вход',
  'auth.sign_in.lead': 'К вашим обращениям, клиентам и материалам.',
  'auth.sign_in.action': 'Войти',
  'auth.sign_in.forgotten': 'Забыли пароль?',
  'auth.sign_in.no_account': 'Ещё нет учётной записи?',
  'auth.sign_in.ask': 'Попросите приглашение у того, кто ведёт учётную запись вашей компании.',
  'auth.email': 'Адрес эл. почты',
  'auth.password': 'Пароль',
  'auth.new_password': 'Новый пароль',
  'auth.password_hint':
    'Не короче {count} знаков. Лучше всего несколько слов, которые вместе поставите только вы.',
  'auth.name': 'Ваше имя',
  'auth.errors.no_account': 'Вы больше не относитесь ни к одной компании. Спросите того, кто вас пригласил.',
  'auth.errors.other_person': 'Это приглашение для другого адреса, не для того, под которым вы вошли.',

  'auth.reset.title': 'Новый пароль',
  'auth.reset.lead': 'Мы отправим ссылку на адрес вашей учётной записи.',
  'auth.reset.action': 'Отправить ссылку',
  'auth.reset.sent_title': 'Проверьте почту',
  'auth.reset.sent_text':
    'Если для {email} есть учётная запись, ссылка уже в пути. Она сработает один раз в течение часа. Ничего нет? Загляните в спам или попробуйте другой адрес.',
  'auth.reset.save': 'Сохранить и выйти на всех устройствах',
  'auth.reset.done.changed': 'Пароль изменён. Теперь войдите с ним.',
  'auth.spent.title': 'Эта ссылка больше не работает',
  'auth.spent.reset': 'Её уже использовали, отправлена более новая, или она устарела.',
  'auth.spent.reset_action': 'Отправить новую ссылку',
  'auth.spent.invitation': 'Её уже использовали, отозвали, или она устарела. Попросите новое приглашение.',

  'auth.join.title': 'Добро пожаловать в {account}',
  'auth.join.lead': 'Вас пригласили в роли «{role}». Ваш адрес: {email}.',
  'auth.join.action': 'Присоединиться',
  'auth.join.again': 'Для этого адреса уже есть учётная запись.',
  'auth.join.sign_in_first': 'Войдите как {email}, чтобы добавить к ней {account}.',
  'auth.join.add': 'Добавить {account} к моей учётной записи',
  'auth.join.done.joined': 'Готово. Осмотритесь.',

  'auth.setup.title': 'Создать первого администратора',
  'auth.setup.lead': 'Ссылка сработает один раз. Остальные входят по приглашению.',
  'auth.setup.action': 'Создать учётную запись',
  'auth.setup.spent': 'Администратор уже есть, или ссылка устарела. Перезапуск без людей напечатает новую.',

  'auth.role.admin': 'администратор',
  'auth.role.manager': 'менеджер канала',
  'auth.role.team_manager': 'менеджер',
  'auth.role.agent': 'специалист поддержки',
  'auth.role.editor': 'редактор',
  'auth.role.owner': 'владелец',
  'auth.role.member': 'участник',
};
