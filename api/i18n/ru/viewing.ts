import type { viewing as en } from '../en/viewing.ts';
import type { Translation } from '../message.ts';

export const viewing: Translation<typeof en> = {
  'viewing.title': 'Просмотр от имени другого человека',
  'viewing.banner': 'Просмотр от имени: {name} ({account}), до {until}. Только чтение.',
  'viewing.end': 'Закончить просмотр',
  'viewing.go_on': 'Смотреть дальше',
  'viewing.over_title': 'Просмотр закончен',
  'viewing.over_text': 'Вы смотрели портал от имени: {name} ({account}), до {until}.',
  'viewing.begin': 'Посмотреть от имени этого человека',
  'viewing.begin_text':
    'Полчаса вы видите портал так, как его видит {name}, и ничего не можете изменить. Это записывается, и {name} может это прочесть.',
  'viewing.begin_named': 'Смотреть как {name}',
  'viewing.reason': 'Зачем',
  'viewing.reason_hint': 'Например, номер обращения. Это читает только компания.',
  'viewing.prove': 'Подтвердите, что это вы, и начните',
  'viewing.refused': 'Вы смотрите от имени: {name}. Личное остаётся закрытым, и изменить ничего нельзя.',
  'viewing.errors.look_only': 'Пока вы смотрите от имени другого человека, изменить ничего нельзя',
  'viewing.errors.over': 'Просмотр закончен: ничего не изменено',
  'viewing.errors.private': 'Пока вы смотрите от имени другого человека, личное остаётся закрытым',
};
