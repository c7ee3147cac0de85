import type { viewing as en } from '../en/viewing.ts';
import type { Translation } from '../message.ts';

export const viewing: Translation<typeof en> = {
  'viewing.title': 'Глазами другого человека',
  'viewing.banner':
    'До {until} вы видите портал глазами пользователя {name} ({account}). Изменить ничего нельзя.',
  'viewing.end': 'Закончить',
  'viewing.go_on': 'Смотреть дальше',
  'viewing.over_title': 'Полчаса прошли',
  'viewing.over_text': 'С {until} вы больше не видите портал глазами пользователя {name} ({account}).',
  'viewing.begin': 'Посмотреть глазами этого человека',
  'viewing.begin_text':
    'Полчаса вы видите портал так, как его видит {name}, и ничего не можете изменить. Это записывается, и {name} может это прочесть.',
  'viewing.begin_named': 'Увидеть портал как {name}',
  'viewing.reason': 'Зачем',
  'viewing.reason_hint': 'Например, номер обращения. Это читает только компания.',
  'viewing.prove': 'Подтвердите, что это вы, и начните',
  'viewing.refused':
    'Вы смотрите глазами пользователя {name}. Личное остаётся закрытым, и изменить ничего нельзя.',
  'viewing.errors.look_only': 'Пока вы смотрите чужими глазами, изменить ничего нельзя',
  'viewing.errors.over': 'Полчаса прошли: ничего не изменено',
  'viewing.errors.private': 'Пока вы смотрите чужими глазами, личное остаётся закрытым',
};
