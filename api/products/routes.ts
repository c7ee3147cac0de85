import type { Context } from 'hono';

import { ifMatch, input, route, router, type Env } from '#api/core/http.ts';
import type { Product } from '#db/schema/products.ts';
import { changeProduct } from './editing.ts';
import { ChangeProduct, ProductFilter } from './schemas.ts';
import { findProduct, listProducts } from './service.ts';
import { productView } from './view.ts';

function answer(c: Context<Env>, product: Product) {
  c.header('ETag', `"${product.version}"`);
  return c.json(productView(product));
}

export const productRoutes = router()
  .get('/', route('products.read', 'Products, by name'), input('query', ProductFilter), async (c) => {
    const { items, ...page } = await listProducts(c.var.scope, c.req.valid('query'));
    return c.json({ items: items.map(productView), ...page });
  })
  .get('/:id', route('products.read', 'One product'), async (c) =>
    answer(c, await findProduct(c.var.scope, c.req.param('id'))),
  )
  .patch(
    '/:id',
    route('products.manage', 'Change a product, take it from sale or bring it back'),
    input('json', ChangeProduct),
    async (c) =>
      answer(c, await changeProduct(c.var.scope, c.req.param('id'), ifMatch(c), c.req.valid('json'))),
  );
