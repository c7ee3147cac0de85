import { input, route, router } from '#api/core/http.ts';
import { locales } from '#db/enums.ts';
import { Find } from './schemas.ts';
import { find } from './service.ts';

export const finding = router().get(
  '/',
  route('signed_in', 'Everything of mine that a few letters may mean'),
  input('query', Find),
  async (c) => {
    const person = c.var.user?.person;
    const { q } = c.req.valid('query');
    const groups = await find(c.var.scope, {
      q,
      locale: person?.locale ?? locales[0],
      zone: person?.zone ?? 'UTC',
    });
    return c.json({ groups });
  },
);
