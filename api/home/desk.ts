import { can, type Member } from '#api/core/actor.ts';
import type { Scope } from '#api/core/scope.ts';
import { DeskFilter } from '#api/articles/schemas.ts';
import { listForDesk } from '#api/articles/editing.ts';
import { canManage as managesArticles } from '#api/articles/policy.ts';
import { countSuspended, listSuspended } from '#api/inbound/service.ts';
import { MaterialFilter } from '#api/materials/schemas.ts';
import { canManage as managesMaterials } from '#api/materials/policy.ts';
import { listMaterials } from '#api/materials/service.ts';
import { OpportunityFilter } from '#api/opportunities/schemas.ts';
import { listOpportunities } from '#api/opportunities/service.ts';
import { RequestFilter } from '#api/requests/schemas.ts';
import { listRequests } from '#api/requests/service.ts';
import type { InboundMail } from '#db/schema/mailboxes.ts';

const SHOWN = 6;

type Some<T> = { items: T[]; total: number };
const NONE = { items: [], total: 0 };
const few = <T>({ items, total }: Some<T>): Some<T> => ({ items: items.slice(0, SHOWN), total });

/** Requests that the actor has in hand, and those that nobody has, the soonest due first. */
export async function queueOnHome(scope: Scope) {
  if (!can(scope.actor, 'requests.work')) return undefined;
  const queue = (assignee: 'me' | 'nobody') =>
    listRequests(scope, RequestFilter.parse({ tab: 'open', sort: 'due', assignee }));
  const [mine, nobodys] = await Promise.all([queue('me'), queue('nobody')]);
  return { mine: few(mine), nobodys: few(nobodys) };
}

/** Mails that somebody must look at, the newest first. */
export async function mailsOnHome(scope: Scope): Promise<Some<InboundMail>> {
  if (!can(scope.actor, 'requests.work')) return NONE;
  const [{ items }, total] = await Promise.all([
    listSuspended(scope, { size: SHOWN }),
    countSuspended(scope),
  ]);
  return { items, total };
}

/** What editors have begun and not published, and what has run out. */
export async function libraryOnHome(scope: Scope) {
  const { actor } = scope;
  const materials = (state: 'draft' | 'expired') =>
    managesMaterials(actor) ? listMaterials(scope, MaterialFilter.parse({ state })) : NONE;
  const articles = managesArticles(actor) ? listForDesk(scope, DeskFilter.parse({ status: 'draft' })) : NONE;
  const [expired, unpublished, drafts] = await Promise.all([
    materials('expired'),
    materials('draft'),
    articles,
  ]);
  return { expired: few(expired), unpublished: few(unpublished), drafts: few(drafts) };
}

/**
 * Opportunities that partners show the house and that have stood still for too long, the next to close first.
 *
 * @param zone of the reader, where today is today
 */
export async function stalledOnHome(scope: Scope, actor: Member, zone: string) {
  if (!can(actor, 'opportunities.read')) return NONE;
  return few(await listOpportunities(scope, OpportunityFilter.parse({ stalled: 'yes' }), zone));
}
