import type { views as en } from '../en/views.ts';
import type { Translation } from '../message.ts';

export const views: Translation<typeof en> = {
  'views.title': 'Списки',
  'views.all_open': 'Все к работе',
  'views.mine': 'Мои',
  'views.unassigned': 'Ничьи',
  'views.overdue': 'Просроченные',
  'views.waiting': 'Ждут',
  'views.of_house': 'Общие',
  'views.own': 'Свои',
  'views.save': 'Сохранить этот список',
  'views.save_hint': 'Так, как он отобран сейчас, под именем.',
  'views.name': 'Название списка',
  'views.for': 'Кому видна',
  'views.for_me': 'Только мне',
  'views.for_all': 'Всем сотрудникам',
  'views.edit': 'Переименовать или удалить',
  'views.change': 'Сохранить изменения',
  'views.remove': 'Удалить список',
  'views.more': 'Ещё фильтры',
  'views.done.saved': 'Список сохранён',
  'views.done.changed': 'Список изменён',
  'views.done.removed': 'Список удалён',
  'views.done.restored': 'Список возвращён',
  'views.errors.too_many': 'У вас уже пятьдесят списков. Сначала удалите один',
  'views.errors.not_found': 'Этого списка больше нет',
};
