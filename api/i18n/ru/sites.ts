import type { sites as en } from '../en/sites.ts';
import type { Translation } from '../message.ts';

export const sites: Translation<typeof en> = {
  'sites.title': 'Сайты',
  'sites.lead': 'Разместите справку и форму обращения {house} на своих страницах.',
  'sites.desk_lead': 'Сайты, на которых стоят виджеты: наши, партнёров и клиентов.',
  'sites.new': 'Добавить сайт',
  'sites.new_lead': 'Сайт получит ключ, а вы — строки для его страниц.',
  'sites.name': 'Название',
  'sites.name_hint': 'Для вас и {house}; посетители его не видят.',
  'sites.origins': 'Адреса',
  'sites.origins_hint':
    'По одному в строке, например https://www.example.com. После имени ничего; с www и без www — два разных адреса. На других страницах ключи не работают.',
  'sites.create': 'Добавить',
  'sites.settings': 'Название и адреса',
  'sites.history': 'Что происходило',
  'sites.empty': 'Сайтов пока нет',
  'sites.empty_text':
    'Добавьте сайт, и его посетители смогут искать в справке и задавать вопросы прямо на нём.',
  'sites.empty_read': 'Добавить сайт может тот, кто ведёт учётную запись вашей компании.',
  'sites.status.live': 'Ключ действует',
  'sites.status.off': 'Нет ключа, отключено',
  'sites.more_origins': {
    one: 'и ещё {count}',
    few: 'и ещё {count}',
    many: 'и ещё {count}',
    other: 'и ещё {count}',
  },

  'sites.embed': 'На ваши страницы',
  'sites.embed_lead':
    'Скопируйте эти строки как есть. Они ничего не загружают со стороны и не ставят cookie.',
  'sites.script': 'Скрипт, один раз на каждой странице',
  'sites.search': 'Поиск, там, где он должен стоять',
  'sites.form': 'Форма обращения, там, где она должна стоять',
  'sites.fallback': 'То, что между тегами, видно до появления виджета и там, где скрипты запрещены.',
  'sites.policy': 'Если на странице действует политика безопасности содержимого (CSP)',
  'sites.policy_text': 'Добавьте эти источники. Для стилей, шрифтов, фреймов и воркеров не нужно ничего.',
  'sites.policy_form': 'Последняя строка нужна форме без скрипта.',
  'sites.copy': 'Копировать',
  'sites.copied': 'Скопировано',
  'sites.search_fallback': 'Поиск в справке {house}',
  'sites.send': 'Отправить',

  'sites.keys': 'Ключи',
  'sites.keys_lead': 'Ключ говорит, какой сайт обращается. Он не секретен: действует только на адресах ниже.',
  'sites.key_since': 'с {when}',
  'sites.key_newest': 'в строках выше',
  'sites.key_add': 'Создать второй ключ',
  'sites.key_add_text': 'Чтобы сменить ключ, создайте второй, замените его на страницах и отзовите старый.',
  'sites.key_revoke': 'Отозвать',
  'sites.key_revoke_named': 'Отозвать {key}',
  'sites.key_revoke_text':
    'Виджеты с этим ключом сразу перестанут работать; вместо них будет видно то, что между тегами.',
  'sites.key_none': 'Ни один ключ не действует, поэтому виджеты отключены. Создайте ключ, чтобы включить их.',
  'sites.key_first': 'Создать ключ',

  'sites.done.created': 'Сайт добавлен. Теперь скопируйте строки на его страницы.',
  'sites.done.changed': 'Сохранено и уже действует.',
  'sites.done.key_added': 'Новый ключ действует, и старый пока тоже.',
  'sites.done.key_revoked': 'Ключ отозван.',

  'sites.errors.origin':
    'Пишите каждый адрес так: https://www.example.com, без пути после имени и без звёздочек',
  'sites.errors.many_origins': 'Не более 20 адресов',
  'sites.errors.two_keys': 'Ключей уже два. Сначала отзовите один из них',
  'sites.errors.key_revoked': 'Этот ключ уже отозван',
};
