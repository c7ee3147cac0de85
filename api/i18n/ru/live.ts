import type { live as en } from '../en/live.ts';
import type { Translation } from '../message.ts';

export const live: Translation<typeof en> = {
  'live.new_entries': 'Новых записей: {count}',
  'live.updated': 'Здесь что-то изменилось',
  'live.show': 'Показать',
  'live.list_updated': 'Обновлено: {count}',
  'live.refresh': 'Обновить',
  'live.reading': '{who} читает',
  'live.replying': '{who} отвечает',
  'live.missed': 'За это время многое произошло',
  'live.errors.full': 'Сейчас слишком много подключений; страница сама не обновится',
};
