import { CreateArticle } from '#api/articles/schemas.ts';
import { input, route, router } from '#api/core/http.ts';
import { solutionOf, writeUp } from './writing-up.ts';

export const requestArticleRoutes = router()
  .get('/:id/article', route('articles.manage', 'What an article can begin with'), async (c) =>
    c.json(await solutionOf(c.var.scope, c.req.param('id'))),
  )
  .post(
    '/:id/article',
    route('articles.manage', 'Make a draft of what solved it'),
    input('json', CreateArticle),
    async (c) => c.json(await writeUp(c.var.scope, c.req.param('id'), c.req.valid('json')), 201),
  );
