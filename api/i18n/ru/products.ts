import type { products as en } from '../en/products.ts';
import type { Translation } from '../message.ts';

export const products: Translation<typeof en> = {
  'products.title': 'Изделия',
  'products.lead': 'Что можно указать в сделках. Поступают импортом.',
  'products.search': 'Название, серия или артикул',
  'products.empty': 'Изделий пока нет',
  'products.empty_text': 'Импортируйте файл с названиями и ценами.',
  'products.none': 'Ничего не найдено',
  'products.none_text': 'Сократите запрос.',
  'products.import': 'Импортировать изделия',
  'products.name': 'Название',
  'products.series': 'Серия',
  'products.sku': 'Артикул',
  'products.price': 'Цена',
  'products.audience': 'Для',
  'products.currency': 'Валюта',
  'products.currency_none': 'Нет',
  'products.price_hint': 'Без налога. Оставьте пустым, если цена по запросу.',
  'products.retired': 'Больше не продаётся',
  'products.retired_hint':
    'В сделках, где оно указано, оно останется. Выбрать его больше нельзя, партнёры его не видят.',
  'products.state': 'Состояние',
  'products.sold': 'Продаётся',
  'products.retired_since': 'Не продаётся с',
  'products.on_request': 'По запросу',
  'products.updated': 'Последнее изменение',
  'products.history': 'История',
  'products.history_empty': 'Вручную его ещё никто не менял.',
  'products.did_change': '— изменение',
  'products.done.saved': 'Сохранено.',
  'products.errors.name_taken': 'Другое изделие уже так называется',
};
