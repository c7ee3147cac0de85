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
  'request_types.pick': 'О чём речь?',
  'request_types.else': 'Что-то другое',
  'request_types.continue': 'Показать следующие вопросы',
  'request_types.choose': 'Выберите…',
  'request_types.shape': 'В виде {pattern}, где # — цифра, а @ — буква.',
  'request_types.impact': 'Сколько работы остановилось?',
  'request_types.impact.little': 'Ничего или почти ничего',
  'request_types.impact.some': 'Часть работы',
  'request_types.impact.much': 'Вся работа, или есть опасность для людей',
  'request_types.urgency': 'Как скоро нужно продолжать?',
  'request_types.urgency.later': 'Может подождать',
  'request_types.urgency.soon': 'В ближайшие дни',
  'request_types.urgency.now': 'Немедленно',
  'request_types.title': 'Типы обращений',
  'request_types.house_only': 'Видят только сотрудники:',
  'requests.event.answers': 'исправляет ответ:',
  'requests.done.answers': 'Ответы изменены',
  'request_types.answers': 'Изменить ответы',
  'request_types.answers_lead':
    'Что нельзя изменить, показано как есть. О том, что следует из ответа, спросим сразу.',
  'request_types.no_answer': 'Нет ответа',
};
