import type { home as en } from '../en/home.ts';
import type { Translation } from '../message.ts';

export const home: Translation<typeof en> = {
  'home.needs': {
    one: '{count} дело ждёт вас',
    few: '{count} дела ждут вас',
    many: '{count} дел ждут вас',
    other: '{count} дела ждут вас',
  },
  'home.nothing': 'Сейчас вас ничто не ждёт',
  'home.needs_now': 'Ждёт вас',
  'home.needs_empty':
    'Когда подойдёт срок вашего шага или нам понадобится ваш ответ, это появится здесь первым.',
  'home.team': 'Шаги вашей команды',
  'home.with_house': 'В работе у {house}',
  'home.with_house_empty': 'У вас нет открытых обращений.',
  'home.requests_all': 'Все обращения',
  'home.closing': 'Скоро закрываются',
  'home.closing_empty': 'Открытых проектов нет.',
  'home.figures': 'Ваши проекты',
  'home.opportunities_all': 'Все проекты',
  'home.open': 'Открыты',
  'home.projects': {
    one: '{count} проект',
    few: '{count} проекта',
    many: '{count} проектов',
    other: '{count} проекта',
  },
  'home.stalled': 'Без движения',
  'home.stalled_text': 'слишком долго на одном этапе',
  'home.won': 'Выиграны',
  'home.lost': 'Проиграны',
  'home.help': 'Найдите ответ сами',
  'home.help_all': 'Все темы справки',
  'home.company_text': 'Адрес, телефон и контакты, которые известны {house}.',
  'home.desk_empty':
    'Когда подойдёт срок вашей работы или что-то в библиотеке ждёт публикации, это появится здесь первым.',
  'home.nobodys': 'Пока ничьи',
  'home.nobodys_empty': 'У каждого обращения есть ответственный.',
  'home.expired': 'Срок истёк',
  'home.drafts': 'Начато, не опубликовано',
  'home.stalled_list': 'Застывшие сделки',
  'home.queue_all': 'Вся очередь',
  'home.stalled_all': 'Все сделки',
  'home.materials_all': 'Все материалы',
  'home.articles_all': 'Все статьи',
};
