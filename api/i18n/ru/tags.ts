import type { tags as en } from '../en/tags.ts';
import type { Translation } from '../message.ts';

export const tags: Translation<typeof en> = {
  'tags.one': 'Метка',
  'tags.any': 'Любая метка',
  'tags.title': 'Метки',
  'tags.add': 'Добавить метки',
  'tags.add_button': 'Добавить',
  'tags.remove': 'Снять метку {name}',
  'tags.errors.too_many': 'У запроса может быть не больше двадцати меток',
};
