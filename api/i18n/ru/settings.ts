import type { settings as en } from '../en/settings.ts';
import type { Translation } from '../message.ts';

export const settings: Translation<typeof en> = {
  'settings.title': 'Настройки',
  'settings.lead': 'Что действует для всех.',
  'settings.joining': 'Вход без приглашения',
  'settings.joining_text': 'Сначала заявитель подтверждает адрес, потом ждёт решения.',
  'settings.partners_apply': 'Компании могут просить о партнёрстве',
  'settings.customers_register': 'Сотрудники клиентов могут регистрироваться',
  'settings.customers_register_hint':
    'Если адрес принадлежит компании клиента, решает тот, кто отвечает за этого клиента.',
  'settings.terms': 'Условия',
  'settings.terms_text':
    'Их принимает каждый, кто входит. Смените версию, и при следующем входе спросят всех заново.',
  'settings.terms_version': 'Версия',
  'settings.terms_version_hint': 'Например, 2026-11. Пусто: условий нет.',
  'settings.terms_in': 'Текст: {language}',
  'settings.terms_hint': 'Markdown. Где языка нет, показывают английский текст.',
  'settings.done.saved': 'Сохранено и уже действует',
  'settings.read_only': 'Эти настройки можно смотреть, но не менять.',
};
