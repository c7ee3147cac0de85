import type { Member } from '#api/core/actor.ts';
import { input, route, router } from '#api/core/http.ts';
import { InvitePerson } from './schemas.ts';
import { invitePerson, listInvitations, listPeople, revokeInvitation } from './service.ts';
import { viewInvitation } from './view.ts';

export const people = router()
  .get('/', route('people.read', 'The people of my account'), async (c) => {
    const { accountId } = c.var.scope.actor as Member;
    return c.json({ items: await listPeople(c.var.scope, accountId) });
  })
  .get('/invitations', route('people.invite', 'Invitations nobody has answered yet'), async (c) =>
    c.json({ items: await listInvitations(c.var.scope) }),
  )
  .post(
    '/invitations',
    route('people.invite', 'Invite somebody by mail'),
    input('json', InvitePerson),
    async (c) => {
      const invitation = await invitePerson(c.var.scope, c.req.valid('json'));
      return c.json(viewInvitation(invitation), 201);
    },
  )
  .delete('/invitations/:id', route('people.invite', 'Take an invitation back'), async (c) => {
    await revokeInvitation(c.var.scope, c.req.param('id'));
    return c.body(null, 204);
  });
