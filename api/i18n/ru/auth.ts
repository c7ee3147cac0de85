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

  'auth.sign_in.or': 'Другие способы',
  'auth.sign_in.by_link': 'Прислать ссылку по почте',
  'auth.sign_in.by_link_text': 'Без пароля: мы пришлём ссылку на ваш адрес.',
  'auth.sign_in.by_passkey': 'Войти с ключом доступа',
  'auth.sign_in.passkey_failed': 'Ключ доступа не сработал. Попробуйте ещё раз или выберите другой способ.',
  'auth.link.ask_title': 'Вход по ссылке',
  'auth.link.ask_lead':
    'Мы отправим её на адрес вашей учётной записи. Она работает один раз, в течение четверти часа.',
  'auth.link.send': 'Отправить ссылку',
  'auth.link.sent_text':
    'Если для {email} есть учётная запись, ссылка уже в пути. Ничего нет? Загляните в папку «Спам» или попробуйте другой адрес.',
  'auth.link.title': 'Вход в {house}',
  'auth.link.text': 'Вы перешли по ссылке из нашего письма. Нажмите кнопку, чтобы войти в этом браузере.',
  'auth.link.again': 'Прислать новую ссылку',
  'auth.code.title': 'Ещё один шаг',
  'auth.code.lead': 'Приложение для входа показывает код из шести цифр.',
  'auth.code.code': 'Код',
  'auth.code.hint': 'Нет приложения под рукой? Введите один из кодов восстановления.',
  'auth.code.remember': 'Не спрашивать в этом браузере 30 дней',
  'auth.code.remember_hint': 'Не отмечайте на общем компьютере.',
  'auth.code.again': 'Начать сначала',
  'auth.prove.title': 'Это вы?',
  'auth.prove.lead':
    'Дальше можно изменить, кто войдёт в вашу учётную запись. Подтвердите ещё раз, что это вы, и продолжайте.',
  'auth.prove.action': 'Продолжить',
  'auth.prove.nothing':
    'У вас нет ни пароля, ни ключа доступа. Выйдите и войдите снова по ссылке из письма: это тоже подтверждение.',
  'auth.password_hint_beside': 'Не меньше {count} символов: у вас есть и второй фактор.',
  'auth.errors.wrong_code': 'Код неверен или уже использован',
  'auth.errors.wrong_password': 'Это не ваш пароль',
  'auth.errors.wrong_passkey': 'Ключ доступа не принят. Попробуйте ещё раз',
  'auth.errors.sign_in_again':
    'Прошло слишком много времени или было слишком много неверных кодов. Начните сначала',
  'auth.errors.prove_again': 'Подтвердите ещё раз, что это вы, и отправьте снова',
  'auth.errors.common_password':
    'Этот пароль есть во всех списках подбора. Сложите слова, которые больше никто не сложит',
  'auth.errors.guessable_password':
    'Он составлен из вашего имени, адреса или названия компании. Выберите другие слова',
  'auth.errors.second_factor_on': 'Приложение для входа уже настроено',
  'auth.errors.nothing_waits': 'Начните снова: код не с чем сравнить',
  'auth.errors.no_second_factor': 'Приложение для входа ещё не настроено',
  'auth.errors.password_too_short':
    'Ваш пароль слишком короток без второго фактора. Сначала выберите более длинный',
  'auth.errors.last_way': 'Сначала добавьте ключ доступа: должен остаться способ войти',
  'auth.errors.known_passkey': 'Этот ключ доступа уже добавлен',
  'auth.errors.enough_passkeys': 'Ключей уже достаточно. Сначала удалите один',
  'auth.errors.address_taken': 'С этим адресом входит кто-то другой',
};
