import type { terms as en } from '../en/terms.ts';
import type { Translation } from '../message.ts';

export const terms: Translation<typeof en> = {
  'terms.title': 'Условия {house}',
  'terms.version': 'Версия {version}, с {when}',
  'terms.lead_new': 'Они новые. Прочтите, примите их и продолжайте.',
  'terms.accept': 'Принять и продолжить',
  'terms.none': 'Условий нет',
  'terms.none_text': 'Сейчас у {house} их нет.',
  'terms.accept_joining': 'Я принимаю условия {house}, версия {version}',
  'terms.read': 'Прочитать условия',
  'terms.errors.required': 'Примите условия, чтобы продолжить',
  'terms.errors.changed': 'Условия тем временем изменились. Прочтите их ещё раз',
};
