import type { Context } from 'hono';

import { ifMatch, input, route, router, type Env } from '#api/core/http.ts';
import { locales, type Locale } from '#db/enums.ts';
import { editArticle } from './editing.ts';
import { attachPicture, listPictures, removePicture } from './pictures.ts';
import { canManage } from './policy.ts';
import { listArticles, readArticle } from './reading.ts';
import {
  AddPicture,
  AddSection,
  ChangeArticle,
  CreateArticle,
  ListArticles,
  PublishArticle,
  ReadArticle,
  SearchArticles,
  SolveArticle,
  SuggestArticles,
} from './schemas.ts';
import { searchArticles, suggestArticles } from './search.ts';
import { addSection, listSections } from './sections.ts';
import { changeArticle, createArticle, publishArticle, retireArticle, solveArticle } from './service.ts';
import { pictureResponse } from './showing.ts';
import { articleView, draftView, hitView, listedView, pictureView, sectionView } from './view.ts';

/** The language asked for, else the reader's own, else English. */
const languageOf = (c: Context<Env>, asked: Locale | undefined): Locale =>
  asked ?? c.var.user?.person.locale ?? locales[0];

const named = (c: Context) => (c.req.header('If-Match') === undefined ? undefined : ifMatch(c));

const reading = router()
  .get('/', route('public', 'What is published for me'), input('query', ListArticles), async (c) => {
    const { locale, ...rest } = c.req.valid('query');
    const { items, ...page } = await listArticles(c.var.scope, { ...rest, locale: languageOf(c, locale) });
    return c.json({ items: items.map(listedView), ...page });
  })
  .get('/sections', route('public', 'The sections of the help'), async (c) =>
    c.json({ items: (await listSections(c.var.scope)).map(sectionView) }),
  )
  .get('/search', route('public', 'Search the help'), input('query', SearchArticles), async (c) => {
    const { locale, ...rest } = c.req.valid('query');
    const found = await searchArticles(c.var.scope, { ...rest, locale: languageOf(c, locale) });
    return c.json({ items: found.items.map(hitView), count: found.items.length, more: found.more });
  })
  .get(
    '/suggestions',
    route('public', 'Answers to a question that is still being typed'),
    input('query', SuggestArticles),
    async (c) => {
      const { locale, ...rest } = c.req.valid('query');
      const hits = await suggestArticles(c.var.scope, { ...rest, locale: languageOf(c, locale) });
      return c.json({ items: hits.map(hitView) });
    },
  )
  .get(
    '/:id',
    route('public', 'One article; editors see it in every state'),
    input('query', ReadArticle),
    async (c) => {
      const { locale } = c.req.valid('query');
      const id = c.req.param('id');
      if (canManage(c.var.scope.actor)) return c.json(draftView(await editArticle(c.var.scope, id, locale)));
      return c.json(articleView(await readArticle(c.var.scope, { id }, languageOf(c, locale))));
    },
  )
  .post(
    '/:id/solution',
    route('signed_in', 'Say that an article answered my question'),
    input('json', SolveArticle),
    async (c) => {
      await solveArticle(c.var.scope, c.req.param('id'), languageOf(c, c.req.valid('json').locale));
      return c.body(null, 204);
    },
  );

const editing = router()
  .post('/', route('articles.manage', 'Write an article'), input('json', CreateArticle), async (c) => {
    const { id } = await createArticle(c.var.scope, c.req.valid('json'));
    return c.json(draftView(await editArticle(c.var.scope, id)), 201);
  })
  .post('/sections', route('articles.manage', 'Add a section'), input('json', AddSection), async (c) =>
    c.json(await addSection(c.var.scope, c.req.valid('json')), 201),
  )
  .patch('/:id', route('articles.manage', 'Change an article'), input('json', ChangeArticle), async (c) => {
    const id = c.req.param('id');
    const change = c.req.valid('json');
    await changeArticle(c.var.scope, id, ifMatch(c), change);
    return c.json(draftView(await editArticle(c.var.scope, id, change.locale)));
  })
  .put(
    '/:id/publication',
    route('articles.manage', 'Publish the newest revision of a language'),
    input('json', PublishArticle),
    async (c) => {
      const id = c.req.param('id');
      const { locale } = c.req.valid('json');
      await publishArticle(c.var.scope, id, { locale, version: named(c) });
      return c.json(draftView(await editArticle(c.var.scope, id, locale)));
    },
  )
  .delete('/:id/publication', route('articles.manage', 'Take an article from its readers'), async (c) => {
    await retireArticle(c.var.scope, c.req.param('id'), named(c));
    return c.body(null, 204);
  });

const pictures = router()
  .get('/:id/pictures', route('articles.manage', 'The pictures of an article'), async (c) => {
    const items = await listPictures(c.var.scope, c.req.param('id'));
    return c.json({ items: items.map(pictureView) });
  })
  .get('/:id/pictures/:pictureId', route('public', 'A picture, for whoever may read the article'), (c) =>
    pictureResponse(c.var.scope, { articleId: c.req.param('id'), id: c.req.param('pictureId') }, c.req.raw),
  )
  .post(
    '/:id/pictures',
    route('articles.manage', 'Make an uploaded file a picture of an article'),
    input('json', AddPicture),
    async (c) => {
      const { fileId } = c.req.valid('json');
      return c.json(pictureView(await attachPicture(c.var.scope, c.req.param('id'), fileId)), 201);
    },
  )
  .delete(
    '/:id/pictures/:pictureId',
    route('articles.manage', 'Throw away a picture that no text shows'),
    async (c) => {
      await removePicture(c.var.scope, c.req.param('id'), c.req.param('pictureId'));
      return c.body(null, 204);
    },
  );

export const articleRoutes = () => router().route('/', reading).route('/', editing).route('/', pictures);
