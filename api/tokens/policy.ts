import { can, isMember, type Actor, type Member, type Rights } from '#api/core/actor.ts';
import { within } from '#api/people/policy.ts';
import type { TokenBearer } from '#db/enums.ts';

/** Who may: whoever it is, whoever looks after the people of the account, or nobody. */
type Who = 'anybody' | 'manager' | 'nobody';

const ALLOWED: Record<Who, (actor: Member) => boolean> = {
  anybody: () => true,
  manager: (actor) => can(actor, 'people.manage'),
  nobody: () => false,
};

/** Who may make a token, by whom it is to act for. */
const MAKE: Record<TokenBearer, Who> = { me: 'anybody', account: 'manager' };

/** How the actor stands to the one for whom a token acts. Whom he sees at all, the access paths say. */
type Standing = 'mine' | 'below' | 'above';
const REVOKE: Record<Standing, Who> = { mine: 'anybody', below: 'manager', above: 'nobody' };

/** A program makes no tokens, and ends none: that takes a person. */
const inPerson = (actor: Actor): actor is Member => isMember(actor) && actor.tokenId === undefined;

export const canMake = (actor: Actor, bearer: TokenBearer): actor is Member =>
  inPerson(actor) && ALLOWED[MAKE[bearer]](actor);

/** A token, as far as it decides who may end it; `rights` are those of the role behind it. */
export type Bearer = { personId: string; accountId: string; rights: Rights };

export const canRevoke = (actor: Actor, bearer: Bearer): actor is Member =>
  inPerson(actor) && ALLOWED[REVOKE[standing(actor, bearer)]](actor);

function standing(actor: Member, { personId, accountId, rights }: Bearer): Standing {
  if (accountId !== actor.accountId) return 'below';
  if (personId === actor.personId) return 'mine';
  return within(actor, rights) ? 'below' : 'above';
}
