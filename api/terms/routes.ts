import { input, route, router } from '#api/core/http.ts';
import { AcceptTerms } from '#api/settings/schemas.ts';
import { acceptTerms, currentTerms } from './service.ts';

export const termsRoutes = router()
  .get('/', route('public', 'The terms under which people come in'), async (c) =>
    c.json({ terms: await currentTerms(c.var.scope) }),
  )
  .put(
    '/acceptance',
    route('in_person', 'Accept the terms for myself'),
    input('json', AcceptTerms),
    async (c) => {
      await acceptTerms(c.var.scope, c.req.valid('json'));
      return c.body(null, 204);
    },
  );
