import type { Context } from 'hono';

import { ifMatch, input, route, router, type Env } from '#api/core/http.ts';
import { Paging } from '#api/core/paging.ts';
import { fileResponse } from '#api/files/download.ts';
import { thumbnailResponse } from '#api/files/thumbnails.ts';
import { answersOf } from '#api/request-types/filling.ts';
import { explain } from '#api/service-levels/explaining.ts';
import { heldReplyRoutes } from './held-routes.ts';
import { requestLifeRoutes } from './life-routes.ts';
import {
  AddNote,
  AssignRequest,
  ChangePriority,
  ChangeStatus,
  EnterRequest,
  Reply,
  RequestFilter,
  SubmitRequest,
  ThreadPaging,
} from './schemas.ts';
import {
  acceptSolution,
  assignRequest,
  changeStatus,
  enterRequest,
  findAttachment,
  findRequest,
  listRequests,
  noteOnRequest,
  readThread,
  replyToRequest,
  submitRequest,
  withdrawRequest,
} from './service.ts';
import { changePriority } from './priority.ts';
import { requestDetailView, requestView, threadView } from './view.ts';

const Filter = RequestFilter.extend(Paging.shape);

async function detail(c: Context<Env>, id: string, status: 200 | 201 = 200) {
  const { scope } = c.var;
  const found = await findRequest(scope, id);
  c.header('ETag', `"${found.version}"`);
  return c.json(requestDetailView(found, scope.actor, await answersOf(scope, found)), status);
}

const reading = router()
  .get('/', route('requests.read', 'Requests, newest message first'), input('query', Filter), async (c) => {
    const { scope } = c.var;
    const page = await listRequests(scope, c.req.valid('query'));
    return c.json({ ...page, items: page.items.map((row) => requestView(row, scope.actor)) });
  })
  .get('/:id', route('requests.read', 'A request and what I may do with it'), async (c) =>
    detail(c, c.req.param('id')),
  )
  .get(
    '/:id/messages',
    route('requests.read', 'What was said and done, oldest first'),
    input('query', ThreadPaging),
    async (c) => {
      const request = await findRequest(c.var.scope, c.req.param('id'));
      return c.json(threadView(await readThread(c.var.scope, request, c.req.valid('query'))));
    },
  )
  .get('/:id/clocks', route('requests.read', 'Why it is due when it is, step by step'), async (c) =>
    c.json(await explain(c.var.scope, c.req.param('id'))),
  )
  .get('/:id/attachments/:attachmentId', route('requests.read', 'Download a file'), async (c) => {
    const file = await findAttachment(c.var.scope, c.req.param('id'), c.req.param('attachmentId'));
    return fileResponse(c.var.scope.storage, { ...file, storageKey: file.id }, c.req.raw);
  })
  .get(
    '/:id/attachments/:attachmentId/thumbnail',
    route('requests.read', 'A small picture of a picture'),
    async (c) => {
      const file = await findAttachment(c.var.scope, c.req.param('id'), c.req.param('attachmentId'));
      return thumbnailResponse(c.var.scope.storage, file);
    },
  );

const writing = router()
  .post('/', route('requests.submit', 'Ask for service'), input('json', SubmitRequest), async (c) =>
    detail(c, (await submitRequest(c.var.scope, c.req.valid('json'))).id, 201),
  )
  .post('/:id/messages', route('requests.read', 'Write into a request'), input('json', Reply), async (c) =>
    c.json(await replyToRequest(c.var.scope, c.req.param('id'), c.req.valid('json')), 201),
  )
  .post(
    '/:id/notes',
    route('requests.work', 'Note something for the house'),
    input('json', AddNote),
    async (c) => c.json(await noteOnRequest(c.var.scope, c.req.param('id'), c.req.valid('json')), 201),
  );

export const requestEntryRoutes = router().post(
  '/',
  route('requests.work', 'Write down what somebody has called about'),
  input('json', EnterRequest),
  async (c) => detail(c, (await enterRequest(c.var.scope, c.req.valid('json'))).id, 201),
);

const Unversioned = { version: true } as const;

const handling = router()
  .put(
    '/:id/status',
    route('requests.work', 'Set the status'),
    input('json', ChangeStatus.omit(Unversioned)),
    async (c) => {
      const id = c.req.param('id');
      await changeStatus(c.var.scope, id, { ...c.req.valid('json'), version: ifMatch(c) });
      return detail(c, id);
    },
  )
  .put(
    '/:id/assignee',
    route('requests.work', 'Say who answers'),
    input('json', AssignRequest.omit(Unversioned)),
    async (c) => {
      const id = c.req.param('id');
      await assignRequest(c.var.scope, id, { ...c.req.valid('json'), version: ifMatch(c) });
      return detail(c, id);
    },
  )
  .put(
    '/:id/priority',
    route('requests.work', 'Say how urgent it is'),
    input('json', ChangePriority.omit(Unversioned)),
    async (c) => {
      const id = c.req.param('id');
      await changePriority(c.var.scope, id, { ...c.req.valid('json'), version: ifMatch(c) });
      return detail(c, id);
    },
  )
  .put('/:id/acceptance', route('requests.submit', 'Say that it is solved'), async (c) => {
    const id = c.req.param('id');
    await acceptSolution(c.var.scope, id, { version: ifMatch(c) });
    return detail(c, id);
  })
  .put('/:id/withdrawal', route('requests.submit', 'Take a request back'), async (c) => {
    const id = c.req.param('id');
    await withdrawRequest(c.var.scope, id, { version: ifMatch(c) });
    return detail(c, id);
  });

export const requestRoutes = router()
  .route('/', reading)
  .route('/', writing)
  .route('/', handling)
  .route('/', heldReplyRoutes)
  .route('/', requestLifeRoutes);
