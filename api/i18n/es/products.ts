import type { products as en } from '../en/products.ts';
import type { Translation } from '../message.ts';

export const products: Translation<typeof en> = {
  'products.title': 'Productos',
  'products.lead': 'Lo que se puede nombrar en oportunidades. Llegan por importación.',
  'products.search': 'Nombre, serie o referencia',
  'products.empty': 'Aún no hay productos',
  'products.empty_text': 'Importe un archivo con nombres y precios.',
  'products.none': 'Ningún producto coincide',
  'products.none_text': 'Busque con menos palabras.',
  'products.import': 'Importar productos',
  'products.name': 'Nombre',
  'products.series': 'Serie',
  'products.sku': 'Referencia',
  'products.price': 'Precio',
  'products.audience': 'Para',
};
