import { eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';

import type { Right } from '#db/enums.ts';
import { people, roles } from '#db/schema/people.ts';
import { products } from '#db/schema/products.ts';
import { findImport } from '#api/imports/service.ts';
import { importText } from '#tests/support/imports.ts';
import { world, type World } from '#tests/support/world.ts';

let w: World;
beforeEach(async () => {
  w = await world();
});

/** Takes a right from everybody in Ada's role. */
async function without(right: Right) {
  const [role] = await w.system.select(roles, eq(roles.id, 'role_house_admin'));
  const { [right]: _, ...rights } = role?.rights ?? {};
  await w.db.direct.update(roles).set({ rights }).where(eq(roles.id, 'role_house_admin'));
}

test('people of the house are neither renamed nor given away by a file', async () => {
  const text = 'name,email,company\nMallory,max@house.example,Cobalt Systems\n';
  expect((await importText(w, 'people', text)).rejected).toEqual({ 'email.of_house': 1 });
  expect(await w.system.find(people, 'per_max')).toMatchObject({ name: 'Max Orlov' });
});

test.each([
  ['products.manage', 'products', 'name,price,currency\nFM-40,1.00,EUR\n'],
  ['accounts.edit', 'accounts', 'name\nLagoon Group\n'],
  ['accounts.edit', 'contacts', 'name,account\nOtto,Dune Labs\n'],
  ['people.invite', 'people', 'name,email,account\nOtto,otto@lind.example,Dune Labs\n'],
  ['requests.work', 'requests', 'key,subject,body,email\n1,Leak,It drips,dan@dune.example\n'],
  [
    'opportunities.edit',
    'opportunities',
    'key,title,customer,owner,stage,amount,currency,close date\n1,Line,Dune Labs,Bea Sandoval,won,1,EUR,2026-01-31\n',
  ],
] as const)('whoever lacks %s imports no %s', async (right, kind, text) => {
  await without(right);
  const { id } = await importText(w, kind, text);
  expect(await findImport(w.as('ada').scope, id)).toMatchObject({
    state: 'failed',
    error: 'forbidden',
    created: 0,
  });
  expect(await w.db.reader.$count(products)).toBe(0);
});
