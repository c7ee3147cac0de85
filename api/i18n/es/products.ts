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
  'products.currency': 'Moneda',
  'products.currency_none': 'Ninguna',
  'products.price_hint': 'Sin impuestos. Déjelo vacío si se da a petición.',
  'products.retired': 'Ya no se vende',
  'products.retired_hint':
    'Las oportunidades que lo nombran lo conservan. Nadie más puede elegirlo y los socios no lo ven.',
  'products.state': 'Estado',
  'products.sold': 'A la venta',
  'products.retired_since': 'Ya no se vende desde',
  'products.on_request': 'A petición',
  'products.updated': 'Último cambio',
  'products.history': 'Historial',
  'products.history_empty': 'Nadie lo ha cambiado a mano todavía.',
  'products.did_change': 'lo cambió',
  'products.done.saved': 'Guardado.',
  'products.errors.name_taken': 'Otro producto tiene este nombre',
};
