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
};
