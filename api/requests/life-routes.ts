import { ifMatch, input, route, router } from '#api/core/http.ts';
import { followUp } from './following.ts';
import { insistOnHelp } from './handling.ts';
import { linkedWith, linkRequest, unlinkRequest } from './linking.ts';
import { mergeRequest } from './merging.ts';
import { rejectSolution } from './replying.ts';
import { FollowUp, LinkRequest, MergeRequest, RejectSolution, SplitRequest } from './schemas.ts';
import { findRequest } from './service.ts';
import { splitRequest } from './splitting.ts';

const Unversioned = { version: true } as const;

const ofCustomers = router()
  .put(
    '/:id/rejection',
    route('requests.submit', 'Say what does not work yet'),
    input('json', RejectSolution),
    async (c) => c.json(await rejectSolution(c.var.scope, c.req.param('id'), c.req.valid('json'))),
  )
  .put('/:id/insistence', route('requests.submit', 'Need help after a thank you'), async (c) => {
    await insistOnHelp(c.var.scope, c.req.param('id'), { version: ifMatch(c) });
    return c.body(null, 204);
  })
  .post(
    '/:id/follow-ups',
    route('requests.submit', 'Go on with what has ended'),
    input('json', FollowUp),
    async (c) => {
      const { id } = await followUp(c.var.scope, c.req.param('id'), c.req.valid('json'));
      return c.json({ id }, 201);
    },
  );

const ofAgents = router()
  .put(
    '/:id/merger',
    route('requests.work', 'Let another request go on in its place'),
    input('json', MergeRequest.omit(Unversioned)),
    async (c) => {
      const wanted = { ...c.req.valid('json'), version: ifMatch(c) };
      const { id } = await mergeRequest(c.var.scope, c.req.param('id'), wanted);
      return c.json({ id });
    },
  )
  .post(
    '/:id/parts',
    route('requests.work', 'Make a request of one of its messages'),
    input('json', SplitRequest.omit(Unversioned)),
    async (c) => {
      const wanted = { ...c.req.valid('json'), version: ifMatch(c) };
      const { id } = await splitRequest(c.var.scope, c.req.param('id'), wanted);
      return c.json({ id }, 201);
    },
  )
  .post(
    '/:id/links',
    route('requests.work', 'Link it with another request'),
    input('json', LinkRequest),
    async (c) => {
      await linkRequest(c.var.scope, c.req.param('id'), c.req.valid('json'));
      return c.body(null, 204);
    },
  )
  .delete('/:id/links/:linkId', route('requests.work', 'Take a link away'), async (c) => {
    await unlinkRequest(c.var.scope, c.req.param('id'), c.req.param('linkId'));
    return c.body(null, 204);
  })
  .get('/:id/links', route('requests.read', 'What it has to do with other requests'), async (c) => {
    const request = await findRequest(c.var.scope, c.req.param('id'));
    return c.json({ items: await linkedWith(c.var.scope, request) });
  });

export const requestLifeRoutes = router().route('/', ofCustomers).route('/', ofAgents);
