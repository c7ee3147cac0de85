import { eq } from 'drizzle-orm';
import sharp from 'sharp';

import { requestLinks } from '#db/schema/request-links.ts';
import { attachments, requests } from '#db/schema/requests.ts';
import { fileId } from '#tests/support/materials.ts';
import type { Name, World } from '#tests/support/world.ts';
import { done, json, type Case, type Guards, type Thing } from './case.ts';

const words = { subject: 'The bandicoot valve leaks', body: 'It drips into the yard.', category: 'problem' };

const submitted =
  (by: Name = 'dan', more: object = {}) =>
  async (w: World): Promise<Thing> => {
    const { id, version } = await json<{ id: string; version: number }>(
      w.as(by).post('/requests', { ...words, ...more }),
    );
    return { params: { id }, version, words: [words.subject, id] };
  };
const asked = submitted();

async function solved(w: World): Promise<Thing> {
  const { params = {} } = await asked(w);
  await done(w.as('abe').post(`/requests/${params['id']}/messages`, { body: 'Closed it.', choice: 'solve' }));
  const { version } = await w.system.find(requests, params['id'] ?? '');
  return { params, version };
}

async function closed(w: World): Promise<Thing> {
  const { params = {} } = await solved(w);
  const { version } = await w.system.find(requests, params['id'] ?? '');
  await done(w.as('dan').put(`/requests/${params['id']}/acceptance`, {}, { 'if-match': `"${version}"` }));
  return { params };
}

/** One next to another of the same account. */
async function beside(w: World): Promise<Thing> {
  const other = await json<{ reference: string }>(w.as('dan').post('/requests', words));
  const thing = await asked(w);
  return { ...thing, params: { ...thing.params, other: other.reference } };
}

async function linked(w: World): Promise<Thing> {
  const { params = {} } = await beside(w);
  await done(w.as('abe').post(`/requests/${params['id']}/links`, { to: params['other'] }));
  const [link] = await w.system.select(requestLinks, eq(requestLinks.fromId, params['id'] ?? ''));
  return { params: { ...params, linkId: link?.id ?? '' }, words: [link?.toId ?? ''] };
}

async function twofold(w: World): Promise<Thing> {
  const { params = {} } = await asked(w);
  const { id: message } = await json<{ id: string }>(
    w.as('dan').post(`/requests/${params['id']}/messages`, { body: 'The gate squeaks, too.' }),
  );
  const { version } = await w.system.find(requests, params['id'] ?? '');
  return { params: { ...params, message }, version };
}

async function onItsWay(w: World): Promise<Thing> {
  const { params = {} } = await asked(w);
  const reply = { body: 'Turn the bandicoot valve.', choice: 'answer' };
  await done(w.as('abe').put(`/requests/${params['id']}/held-reply`, reply));
  return { params, words: [reply.body] };
}

async function held(w: World): Promise<Thing> {
  const { params = {}, version = 1 } = await asked(w);
  await w.db.direct
    .update(requests)
    .set({ status: 'quarantined', requesterId: null, accountId: 'acc_house' })
    .where(eq(requests.id, params['id'] ?? ''));
  return { params, version };
}

async function withFile(w: World): Promise<Thing> {
  const { params = {} } = await submitted('dan', { attachments: [await fileId(w, { by: 'dan' })] })(w);
  const [attachment] = await w.system.select(attachments, eq(attachments.requestId, params['id'] ?? ''));
  return { params: { ...params, attachmentId: attachment?.id ?? '' }, words: ['%PDF-1.4'] };
}

const dot = await sharp({ create: { width: 2, height: 2, channels: 3, background: 'teal' } })
  .png()
  .toBuffer();

async function withPicture(w: World): Promise<Thing> {
  const file = await fileId(w, { by: 'dan', name: 'dot.png', body: new Uint8Array(dot) });
  const { params = {} } = await submitted('dan', { attachments: [file] })(w);
  const [attachment] = await w.system.select(attachments, eq(attachments.requestId, params['id'] ?? ''));
  return { params: { ...params, attachmentId: attachment?.id ?? '' }, words: ['WEBP'] };
}

/** Brightline may read the requests of Dune Labs, Ben of Brightline only his own, Cobalt none. */
const read = { owner: 'dan', also: ['bea', 'ada', 'max', 'abe'], thing: asked } as const satisfies Case;
const agents = { owner: 'abe', also: ['ada'], thing: asked } as const satisfies Case;
const asker = { owner: 'dan', told: { bea: 403 } } as const;

const queries = [
  '',
  '?tab=all',
  '?tab=all&q=1',
  '?tab=all&q=REQ-1',
  '?tab=all&q=%231',
  '?tab=all&q=bandicoot',
  '?tab=all&q=drips',
  '?tab=all&q=dune',
  '?status=submitted',
  '?sort=due',
  '?category=problem&priority=normal',
  '?assignee=nobody',
  '?account=acc_dune&createdFrom=2020-01-01&movedTo=2099-12-31',
];

export const requestGuards: Guards = {
  'GET /requests': [
    { ...read, queries },
    { owner: 'dora', also: ['dan', 'bea', 'ada', 'max', 'abe'], thing: submitted('dora'), queries },
    { owner: 'bea', also: ['ada', 'max', 'abe'], thing: submitted('bea'), queries },
  ],
  'POST /request-entries': [
    {
      owner: 'abe',
      also: ['ada'],
      body: () => ({
        accountId: null,
        guestName: 'Gil Moreau',
        subject: 'He called',
        body: 'It drips.',
        take: true,
      }),
    },
  ],
  'POST /requests': [{ owner: 'dan', also: ['dora', 'bea', 'ben'], body: () => words }],
  'GET /requests/:id': [
    read,
    { ...read, owner: 'bea', also: ['ada', 'max', 'abe'], thing: submitted('bea') },
  ],
  'GET /requests/:id/calendar': [
    {
      ...read,
      thing: async (w) => {
        const { params = {} } = await asked(w);
        return { params, words: [params['id'] ?? ''] };
      },
    },
  ],
  'GET /requests/:id/clocks': [
    {
      owner: 'abe',
      also: ['ada', 'max'],
      told: { dan: 403, bea: 403 },
      thing: async (w) => ({ ...(await asked(w)), words: ['first_reply'] }),
    },
  ],
  'GET /requests/:id/messages': [
    { ...read, thing: async (w) => ({ ...(await asked(w)), words: [words.body] }) },
  ],
  'GET /requests/:id/attachments/:attachmentId': [{ ...read, thing: withFile }],
  'GET /requests/:id/attachments/:attachmentId/thumbnail': [{ ...read, thing: withPicture }],
  'POST /requests/:id/messages': [
    {
      owner: 'dan',
      told: { bea: 403, max: 403, ada: 422, abe: 422 },
      thing: asked,
      body: () => ({ body: 'It still drips.' }),
    },
    {
      ...agents,
      told: { dan: 403, bea: 403, max: 403 },
      body: () => ({ body: 'Which valve?', choice: 'ask' }),
    },
  ],
  'GET /requests/:id/held-reply': [{ owner: 'abe', thing: onItsWay }],
  'PUT /requests/:id/held-reply': [
    {
      ...agents,
      told: { dan: 403, bea: 403, max: 403 },
      body: () => ({ body: 'Which valve?', choice: 'ask' }),
    },
  ],
  'DELETE /requests/:id/held-reply': [
    { owner: 'abe', told: { dan: 409, bea: 409, max: 409, ada: 409 }, thing: onItsWay },
  ],
  'POST /requests/:id/notes': [{ ...agents, body: () => ({ body: 'Ask the plant.' }) }],
  'PUT /requests/:id/status': [
    {
      ...agents,
      versioned: true,
      body: () => ({ status: 'waiting_other', until: '2099-01-31', reason: 'The foundry casts a new one' }),
    },
  ],
  'PUT /requests/:id/assignee': [{ ...agents, versioned: true, body: () => ({ assigneeId: 'per_abe' }) }],
  'PUT /requests/:id/priority': [{ ...agents, versioned: true, body: () => ({ priority: 'high' }) }],
  'PUT /requests/:id/acceptance': [{ ...asker, thing: solved, versioned: true }],
  'PUT /requests/:id/withdrawal': [{ ...asker, thing: asked, versioned: true }],
  'PUT /requests/:id/rejection': [{ ...asker, thing: solved, body: () => ({ reason: 'It leaks again.' }) }],
  'PUT /requests/:id/insistence': [{ ...asker, thing: solved, versioned: true }],
  'POST /requests/:id/follow-ups': [{ ...asker, thing: closed, body: () => ({ body: 'It is back.' }) }],
  'PUT /requests/:id/merger': [
    { ...agents, thing: beside, versioned: true, body: ({ params }) => ({ into: params?.['other'] }) },
  ],
  'POST /requests/:id/parts': [
    {
      ...agents,
      thing: twofold,
      versioned: true,
      body: ({ params }) => ({ messageId: params?.['message'], subject: 'A matter of its own' }),
    },
  ],
  'GET /requests/:id/links': [{ ...read, thing: linked }],
  'POST /requests/:id/links': [
    { ...agents, thing: beside, body: ({ params }) => ({ to: params?.['other'] }) },
  ],
  'DELETE /requests/:id/links/:linkId': [{ ...agents, thing: linked }],
  'PUT /requests/:id/release': [{ ...agents, thing: held, versioned: true }],
};
