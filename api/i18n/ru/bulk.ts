import type { bulk as en } from '../en/bulk.ts';
import type { Translation } from '../message.ts';

export const bulk: Translation<typeof en> = {
  'bulk.title': 'Изменить выбранные',
  'bulk.pick': 'Выбрать {reference}',
  'bulk.rank': 'Задать приоритет',
  'bulk.tag': 'Добавить метку',
  'bulk.untag': 'Снять',
  'bulk.macro': 'Запустить макрос',
  'bulk.done.changed': 'Сделано для всех выбранных',
  'bulk.done.taken_back': 'Всё как было',
  'bulk.errors.moved_on': 'С тех пор что-то изменилось',
  'bulk.errors.not_found': 'Отменять уже нечего',
  'bulk.refused': {
    one: '{count} не удалось изменить',
    few: '{count} не удалось изменить',
    many: '{count} не удалось изменить',
    other: '{count} не удалось изменить',
  },
  'bulk.done_for': {
    one: 'Сделано для {count}',
    few: 'Сделано для {count}',
    many: 'Сделано для {count}',
    other: 'Сделано для {count}',
  },
};
