import { sameWord } from '#api/imports/cells.ts';
import { fold } from '#db/fold.ts';
import { newId } from '#db/ids.ts';
import { products } from '#db/schema/products.ts';
import { readTable } from './content/table.ts';
import type { Story } from './story.ts';

const COLUMNS = ['sku', 'name', 'series', 'cents', 'since'] as const;

/** What the house sells, at the prices of its list in euro. */
export function tellProducts(story: Story): void {
  const rows = readTable('products.txt', COLUMNS).map(({ sku, name, series, cents, since }) => {
    const createdAt = story.at({ daysAgo: Number(since), at: '09:00' });
    return {
      id: newId('prd', createdAt.getTime()),
      name,
      nameKey: sameWord(name),
      sku,
      series,
      price: Number(cents),
      currency: 'EUR' as const,
      searchText: fold(name, series, sku),
      createdAt,
      updatedAt: createdAt,
    };
  });
  story.insert(products, rows);
}
