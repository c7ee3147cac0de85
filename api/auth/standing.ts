import { eq } from 'drizzle-orm';
import { createMiddleware } from 'hono/factory';
import type { Session, User } from 'lucia';

import { can, guest, type Actor } from '#api/core/actor.ts';
import { forbidden } from '#api/core/errors.ts';
import type { Env } from '#api/core/http.ts';
import type { Write } from '#api/core/write.ts';
import type { Database } from '#db/client.ts';
import { accounts } from '#db/schema/accounts.ts';
import { memberships, people, roles } from '#db/schema/people.ts';
import { memberOf } from './member.ts';
import { owesSecond } from './second-factor.ts';

/** Staff looks through somebody's eyes. Once it is `over`, nothing is shown until they say that they know. */
export type Viewing = {
  membershipId: string;
  personId: string;
  accountId: string;
  name: string;
  account: string;
  until: Date;
  over: boolean;
  viewer: Pick<User['person'], 'id' | 'locale' | 'zone'>;
};

/** What has ended by itself was written down when it began. */
export function tellViewEnded(write: Write, { over, personId: id, accountId }: Viewing): void {
  if (!over) write.record('person.view_ended', { id, accountId });
}

/** As whom a request counts. */
export type Standing = {
  actor: Actor;
  user?: User;
  session?: Session;
  viewing?: Viewing;
};

/** Where the viewer is himself all the while: to see what he is doing, to stop, and to leave. */
const OWN_WAYS = new Set(['/viewing', '/api/viewing', '/logout']);
export const isOwnWay = (path: string): boolean => OWN_WAYS.has(path);

/** Whoever has lost the right meanwhile sees no more, and what somebody may who is gone nobody sees. */
export async function standing(db: Database, user: User, session: Session, path: string): Promise<Standing> {
  const member = memberOf(user);
  const actor = owesSecond(session) ? { ...member, rights: {}, owesSecond: true as const } : member;
  const self = { actor, user, session };
  if (!session.viewingId || !session.viewingUntil) return self;
  const seen = await viewed(db, session.viewingId);
  if (!seen) return self;
  const over =
    !seen.alive || session.viewingUntil.getTime() <= Date.now() || !can(self.actor, 'people.view_as');
  const viewing = {
    membershipId: session.viewingId,
    personId: seen.user.id,
    accountId: seen.user.account.id,
    name: seen.user.person.name,
    account: seen.user.account.name,
    until: session.viewingUntil,
    over,
    viewer: user.person,
  };
  if (isOwnWay(path)) return { ...self, viewing };
  if (over) return { actor: guest, viewing };
  return { actor: { ...memberOf(seen.user), viewerId: user.id }, user: seen.user, viewing };
}

/** Nothing is changed through the eyes of somebody else; it holds for what writes without a scope, too. */
export const lookOnly = createMiddleware<Env>(async ({ req, var: { viewing } }, next) => {
  requireLooking(viewing, req);
  await next();
});

/** @throws 403 */
export function requireLooking(
  viewing: Viewing | undefined,
  { method, path }: { method: string; path: string },
): void {
  if (!viewing || isOwnWay(path) || method === 'GET' || method === 'HEAD') return;
  throw forbidden(viewing.over ? 'viewing.over' : 'viewing.look_only');
}

async function viewed(db: Database, membershipId: string) {
  const account = { id: accounts.id, name: accounts.name, kind: accounts.kind };
  const [found] = await db.reader
    .select({
      person: people,
      membership: memberships,
      rights: roles.rights,
      fields: roles.fields,
      account,
      closedAt: accounts.closedAt,
    })
    .from(memberships)
    .innerJoin(people, eq(people.id, memberships.personId))
    .innerJoin(roles, eq(roles.id, memberships.roleId))
    .innerJoin(accounts, eq(accounts.id, memberships.accountId))
    .where(eq(memberships.id, membershipId));
  if (!found) return undefined;
  const { closedAt, ...rest } = found;
  const alive = !closedAt && !rest.membership.endedAt && !rest.person.disabledAt;
  return { alive, user: { id: rest.person.id, ...rest, accounts: [rest.account] } };
}
