import { articles, sections } from '#db/schema/articles.ts';
import { drawing, pictureOf } from '#tests/support/pictures.ts';
import type { World } from '#tests/support/world.ts';
import { closed } from './ratings.ts';
import { done, json, staff, type Case, type Guards, type Thing } from './case.ts';

const words = {
  title: 'Calm a bilby',
  summary: 'With a quiet bilby voice.',
  body: 'The bilby likes the dark.',
};
const draft = { sectionId: 'sec_animals', audience: 'partners', locale: 'en', ...words };

const animals = (w: World) =>
  w.db.direct.insert(sections).values({
    id: 'sec_animals',
    slug: 'animals',
    names: { en: 'Animals', es: 'Animales', ru: 'Животные' },
    position: 0,
  });

async function written(w: World, audience = 'partners'): Promise<Thing> {
  const { id, version } = await json<{ id: string; version: number }>(
    w.as('eve').post('/articles', { ...draft, audience }),
  );
  return { params: { id }, version, words: [words.title, id] };
}

const live =
  (audience: string) =>
  async (w: World): Promise<Thing> => {
    const { params = {}, words = [] } = await written(w, audience);
    const id = params['id'] ?? '';
    await done(w.as('eve').put(`/articles/${id}/publication`));
    await w.settle();
    const { version } = await w.system.find(articles, id);
    return { params, version, words };
  };

/** What a picture begins with is all that can be read of it. */
const illustrated =
  (thing: (w: World) => Promise<Thing>) =>
  async (w: World): Promise<Thing> => {
    const { params = {} } = await thing(w);
    const { id } = await pictureOf(w, params['id'] ?? '');
    return { params: { ...params, pictureId: id }, words: ['WEBP'] };
  };

/** With the id of a file that the editor has in hand. */
const withFile = async (w: World): Promise<Thing> => {
  const { params, version } = await written(w);
  return { params: { ...params, fileId: await drawing(w) }, ...(version === undefined ? {} : { version }) };
};

const forPartners = {
  owner: 'bea',
  also: ['ben', 'cleo', ...staff],
  given: animals,
  thing: live('partners'),
} as const satisfies Case;
const internal = {
  owner: 'abe',
  also: ['ada', 'max', 'eve'],
  given: animals,
  thing: live('internal'),
} as const satisfies Case;
const editors = { owner: 'eve', also: ['ada'], given: animals } as const;
const found = (...queries: string[]) => [
  { ...forPartners, queries },
  { ...internal, queries },
];

export const articleGuards: Guards = {
  'GET /articles': {
    public: 'help for everybody is published for everybody',
    cases: found('', '?section=animals', '?locale=ru'),
  },
  'GET /articles/sections': { public: 'headings of the public help, which name nobody' },
  'GET /articles/search': {
    public: 'visitors look for help before they sign in',
    cases: found('?q=bilby', '?q=bilby&locale=ru', '?q=dark&limit=50'),
  },
  'GET /articles/suggestions': {
    public: 'the same while the question is being typed',
    cases: found('?q=bil', '?q=calm', '?q=bilby&locale=es'),
  },
  'GET /articles/:id': {
    public: 'an article for everybody is read by everybody',
    cases: [forPartners, internal, { ...editors, thing: written }],
  },
  'POST /articles/:id/solution': [
    { ...forPartners, body: () => ({}) },
    { ...internal, body: () => ({}) },
  ],
  // It takes somebody who answers requests and writes articles.
  'GET /requests/:id/article': [
    { owner: 'ada', thing: async (w) => ({ ...(await closed(w)), words: ['Turn it off'] }) },
  ],
  'POST /requests/:id/article': [{ owner: 'ada', given: animals, thing: closed, body: () => draft }],
  'POST /articles': [{ ...editors, body: () => draft }],
  'POST /articles/sections': [{ ...editors, body: () => ({ en: 'Birds', es: 'Aves', ru: 'Птицы' }) }],
  'PATCH /articles/:id': [
    { ...editors, thing: written, versioned: true, body: () => ({ locale: 'en', title: 'Feed a bilby' }) },
  ],
  'PUT /articles/:id/publication': [{ ...editors, thing: written, versioned: true, body: () => ({}) }],
  'GET /articles/:id/pictures': [
    { ...editors, thing: async (w) => ({ ...(await illustrated(written)(w)), words: ['plan.svg'] }) },
  ],
  'GET /articles/:id/pictures/:pictureId': {
    public: 'a picture is for whoever may read its article',
    cases: [
      { ...forPartners, thing: illustrated(live('partners')) },
      { ...internal, thing: illustrated(live('internal')) },
      { owner: 'eve', also: ['ada', 'max', 'abe'], given: animals, thing: illustrated(written) },
    ],
  },
  'POST /articles/:id/pictures': [
    {
      owner: 'eve',
      told: { ada: 422 },
      given: animals,
      thing: withFile,
      body: ({ params = {} }) => ({ fileId: params['fileId'] }),
    },
  ],
  'DELETE /articles/:id/pictures/:pictureId': [{ ...editors, thing: illustrated(written) }],
  'DELETE /articles/:id/publication': [{ ...editors, thing: live('public'), versioned: true }],
};
