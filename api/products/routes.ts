import { input, route, router } from '#api/core/http.ts';
import { ProductFilter } from './schemas.ts';
import { findProduct, listProducts } from './service.ts';
import { productView } from './view.ts';

export const productRoutes = router()
  .get('/', route('products.read', 'Products, by name'), input('query', ProductFilter), async (c) => {
    const { items, ...page } = await listProducts(c.var.scope, c.req.valid('query'));
    return c.json({ items: items.map(productView), ...page });
  })
  .get('/:id', route('products.read', 'One product'), async (c) =>
    c.json(productView(await findProduct(c.var.scope, c.req.param('id')))),
  );
