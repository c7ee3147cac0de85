import type { Context } from 'hono';
import type { User } from 'lucia';

import { requireFresh } from '#api/auth/acts.ts';
import { ifMatch, input, route, router, type Env } from '#api/core/http.ts';
import { blockPerson, unblockPerson } from './blocking.ts';
import { mergePeople, planMerge } from './merging.ts';
import { askForSecond, letOneDo } from './second-factor.ts';
import { createRole, editRole, findRole, listRoles, retireRole } from './own-roles.ts';
import {
  BlockPerson,
  CreateRole,
  EditRole,
  GiveRole,
  HandOver,
  InvitePerson,
  MergePeople,
  PlanMerge,
} from './schemas.ts';
import { invitePerson, listInvitations, resendInvitation, revokeInvitation } from './service.ts';
import { endMembership, findSeat, giveRole, handOver, listTeam, restoreMembership } from './team.ts';
import {
  viewInvitation,
  viewMerge,
  viewOpenInvitation,
  viewRole,
  viewSeat,
  viewSeatWithRights,
} from './view.ts';

const accountOf = (c: Context<Env>) => (c.var.user as User).account;

async function seat(c: Context<Env>, id: string) {
  const found = await findSeat(c.var.scope, id);
  c.header('ETag', `"${found.version}"`);
  return c.json(viewSeatWithRights(found));
}

const invitations = router()
  .get('/', route('people.invite', 'Invitations nobody has answered yet'), async (c) => {
    const items = await listInvitations(c.var.scope);
    return c.json({ items: items.map(viewOpenInvitation) });
  })
  .post('/', route('people.invite', 'Invite somebody by mail'), input('json', InvitePerson), async (c) => {
    const invitation = await invitePerson(c.var.scope, c.req.valid('json'));
    return c.json(viewInvitation(invitation), 201);
  })
  .put('/:id/mail', route('people.invite', 'Send an invitation once more, with a new link'), async (c) => {
    await resendInvitation(c.var.scope, c.req.param('id'));
    return c.body(null, 202);
  })
  .delete('/:id', route('people.invite', 'Take an invitation back'), async (c) => {
    await revokeInvitation(c.var.scope, c.req.param('id'));
    return c.body(null, 204);
  });

const memberships = router()
  .get('/:id', route('people.read', 'Somebody of an account, and the rights of the role'), (c) =>
    seat(c, c.req.param('id')),
  )
  .put('/:id/role', route('people.manage', 'Give another role'), input('json', GiveRole), async (c) => {
    await giveRole(c.var.scope, c.req.param('id'), ifMatch(c), c.req.valid('json'));
    return seat(c, c.req.param('id'));
  })
  .put('/:id/end', route('people.manage', 'End somebody’s access to the account'), async (c) => {
    await endMembership(c.var.scope, c.req.param('id'), ifMatch(c));
    return seat(c, c.req.param('id'));
  })
  .delete('/:id/end', route('people.manage', 'Give access to the account again'), async (c) => {
    await restoreMembership(c.var.scope, c.req.param('id'), ifMatch(c));
    return seat(c, c.req.param('id'));
  })
  .put(
    '/:id/leadership',
    route('people.manage', 'Hand the account over to somebody'),
    input('json', HandOver),
    async (c) => {
      await handOver(c.var.scope, c.req.param('id'), ifMatch(c), c.req.valid('json'));
      return seat(c, c.req.param('id'));
    },
  );

const roles = router()
  .get('/', route('people.read', 'The roles that people of my account can have'), async (c) => {
    const items = await listRoles(c.var.scope, accountOf(c));
    return c.json({ items: items.map(viewRole) });
  })
  .post('/', route('people.manage', 'Make a role'), input('json', CreateRole), async (c) => {
    const role = await createRole(c.var.scope, c.req.valid('json'));
    return c.json(viewRole(role), 201);
  })
  .get('/:id', route('people.read', 'A role'), async (c) => {
    const role = await findRole(c.var.scope, c.req.param('id'));
    c.header('ETag', `"${role.version}"`);
    return c.json(viewRole(role));
  })
  .patch('/:id', route('people.manage', 'Change a role of one’s own'), input('json', EditRole), async (c) => {
    const role = await editRole(c.var.scope, c.req.param('id'), ifMatch(c), c.req.valid('json'));
    c.header('ETag', `"${role.version}"`);
    return c.json(viewRole(role));
  })
  .delete('/:id', route('people.manage', 'Retire a role that nobody has'), async (c) => {
    await retireRole(c.var.scope, c.req.param('id'), ifMatch(c));
    return c.body(null, 204);
  });

export const people = router()
  .get('/', route('people.read', 'The people of my account'), async (c) => {
    const team = await listTeam(c.var.scope, accountOf(c).id);
    return c.json({ items: team.filter(({ endedAt }) => !endedAt).map(viewSeat) });
  })
  .put(
    '/:id/block',
    route('people.manage', 'Shut somebody out of everything'),
    input('json', BlockPerson),
    async (c) => {
      await blockPerson(c.var.scope, c.req.param('id'), ifMatch(c), c.req.valid('json'));
      return c.body(null, 204);
    },
  )
  .get(
    '/:id/merge',
    route('in_person', 'What would become of somebody who goes on as another'),
    input('query', PlanMerge),
    async (c) =>
      c.json(viewMerge(await planMerge(c.var.scope, c.req.param('id'), c.req.valid('query').intoId))),
  )
  .post(
    '/:id/merge',
    route('in_person', 'Make two entries of one person one'),
    input('json', MergePeople),
    async (c) => {
      const { intoId, intoVersion } = c.req.valid('json');
      requireFresh(c.var.session, 'person.merge');
      const versions = { gone: ifMatch(c), kept: intoVersion };
      const plan = await mergePeople(c.var.scope, { goneId: c.req.param('id'), keptId: intoId, versions });
      return c.json(viewMerge(plan));
    },
  )
  .delete('/:id/block', route('people.manage', 'Let somebody in again'), async (c) => {
    await unblockPerson(c.var.scope, c.req.param('id'), ifMatch(c));
    return c.body(null, 204);
  })
  .put(
    '/accounts/:id/second-factor',
    route('people.manage', 'Ask everybody of an account for a second factor'),
    async (c) => {
      await askForSecond(c.var.scope, c.var.session, c.req.param('id'), ifMatch(c));
      return c.body(null, 204);
    },
  )
  .delete('/accounts/:id/second-factor', route('people.manage', 'Let one factor do again'), async (c) => {
    await letOneDo(c.var.scope, c.req.param('id'), ifMatch(c));
    return c.body(null, 204);
  })
  .route('/invitations', invitations)
  .route('/memberships', memberships)
  .route('/roles', roles);
