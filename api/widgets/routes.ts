import { suggestArticles } from '#api/articles/search.ts';
import type { Actor } from '#api/core/actor.ts';
import { forbidden, notFound } from '#api/core/errors.ts';
import { input, route, router } from '#api/core/http.ts';
import { once } from '#api/core/once.ts';
import { AskAsGuest } from '#api/guests/schemas.ts';
import type { Portico } from '#api/portico.ts';
import { DescribeForm, FindArticles } from './schemas.ts';
import { siteOf } from './site-of.ts';
import { articleView, formView } from './view.ts';

export { embed } from './embed.ts';

/** What visitors of other websites may do, through the widgets there. */
export const widgetRoutes = ({ base, config, guests }: Portico) =>
  router()
    .use(siteOf(base))
    .use(once(base))
    .get('/articles', route('public', 'Find public help'), input('query', FindArticles), async (c) => {
      const hits = await suggestArticles(c.var.scope, c.req.valid('query'));
      return c.json({ results: hits.map((hit) => articleView(hit, config.url)) });
    })
    .get('/form', route('public', 'What a form asks'), input('query', DescribeForm), (c) => {
      const { type, locale } = c.req.valid('query');
      if (type !== 'request') throw notFound('forms');
      return c.json(formView(locale, guests.challenge(locale, siteIn(c.var.scope.actor))));
    })
    .post('/requests', route('public', 'Ask from another website'), input('json', AskAsGuest), async (c) => {
      const { scope, address } = c.var;
      await guests.ask(scope, c.req.valid('json'), { siteId: siteIn(scope.actor), address });
      return c.json({ message: 'check_mail' }, 202);
    })
    .use(() => {
      throw notFound('routes');
    });

function siteIn(actor: Actor): string {
  if (actor.kind !== 'visitor') throw forbidden();
  return actor.siteId;
}
