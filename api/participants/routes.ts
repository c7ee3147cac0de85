import type { Auth } from '#api/auth/service.ts';
import { ifMatch, input, route, router } from '#api/core/http.ts';
import { findRequest } from '#api/requests/service.ts';
import { AddParticipant, ChangeParticipant, TakePart } from './schemas.ts';
import {
  addParticipant,
  changeParticipant,
  listColleagues,
  listParticipants,
  removeParticipant,
  sharingOf,
} from './service.ts';
import { takePart } from './taking-part.ts';
import { participantsView } from './view.ts';

export const participantRoutes = (auth: Auth) =>
  router()
    .get('/:id/participants', route('requests.read', 'Who takes part in a request'), async (c) => {
      const { scope } = c.var;
      const request = await findRequest(scope, c.req.param('id'));
      const [items, may] = await Promise.all([listParticipants(scope, request), sharingOf(scope, request)]);
      const colleagues = may.includes('invite') ? await listColleagues(scope, request) : [];
      return c.json(participantsView(items, may, colleagues));
    })
    .post(
      '/:id/participants',
      route('requests.read', 'Let somebody take part'),
      input('json', AddParticipant),
      async (c) => c.json(await addParticipant(c.var.scope, c.req.param('id'), c.req.valid('json')), 201),
    )
    .patch(
      '/:id/participants/:participantId',
      route('requests.read', 'Say what somebody who takes part may do'),
      input('json', ChangeParticipant),
      async (c) => {
        const { id, participantId } = c.req.param();
        const change = { ...c.req.valid('json'), version: ifMatch(c) };
        await changeParticipant(c.var.scope, id, participantId, change);
        return c.body(null, 204);
      },
    )
    .delete(
      '/:id/participants/:participantId',
      route('requests.read', 'Take somebody out of a request'),
      async (c) => {
        const { id, participantId } = c.req.param();
        await removeParticipant(c.var.scope, id, participantId, { version: ifMatch(c) });
        return c.body(null, 204);
      },
    )
    .post(
      '/participations',
      route('in_person', 'Take part where a mail has asked for it'),
      input('json', TakePart),
      async (c) => c.json(await takePart(auth, c.var.scope, c.req.valid('json')), 201),
    );
