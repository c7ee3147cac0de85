import type { requestTypes as en } from '../en/request-types.ts';
import type { Translation } from '../message.ts';

export const requestTypes: Translation<typeof en> = {
  'request_types.errors.circle': 'Эти вопросы по кругу зависят друг от друга',
  'request_types.errors.unknown_field': 'В форме нет такого поля',
  'request_types.errors.unknown_option': 'Выше нет такого варианта',
  'request_types.errors.staff_only':
    'Вопрос зависит от поля, которое читают только сотрудники, и выдал бы его',
  'request_types.errors.unsuited': 'С ответом на это поле так сравнить нельзя',
  'request_types.errors.too_deep': 'В дереве не больше шести уровней',
  'request_types.errors.read_only': 'Это уже нельзя изменить',
  'request_types.errors.empty': 'Форму без вопросов опубликовать нельзя. Сначала добавьте поле',
  'request_types.errors.not_found': 'Такого типа обращений нет, или вам он не предлагается',
};
