import { can, type Actor, type Member } from '#api/core/actor.ts';
import type { Application } from '#db/schema/applications.ts';
import { acts, after, permitted, type Act, type Standing } from './states.ts';

type About = Pick<Application, 'accountId' | 'status'>;

/** Whoever looks after people: for the house, or for the company whose people apply. */
function standingOf(actor: Actor, { accountId }: About): Standing | undefined {
  if (!can(actor, 'people.manage')) return undefined;
  if (actor.kind === 'staff') return 'house';
  return actor.accountId === accountId ? 'company' : undefined;
}

/** Whether the actor decides about such an application at all, whatever has become of it. */
export function mayDecide(actor: Actor, act: Act, application: About): actor is Member {
  const standing = standingOf(actor, application);
  return standing !== undefined && permitted(act, standing);
}

/** What a page offers. */
export const actsOpen = (actor: Actor, application: About): Act[] =>
  acts.filter((act) => mayDecide(actor, act, application) && after(application.status, act));
