import { and, eq, isNull, sql } from 'drizzle-orm';

import { isMember, type Member } from '#api/core/actor.ts';
import { changes } from '#api/core/changes.ts';
import { allow, conflict, invalid, notFound, stale } from '#api/core/errors.ts';
import type { Paging } from '#api/core/paging.ts';
import type { Scope } from '#api/core/scope.ts';
import { historyOf } from '#api/events/history.ts';
import type { EventAudience } from '#db/enums.ts';
import { accounts } from '#db/schema/accounts.ts';
import { opportunities, opportunityNotes, type Opportunity } from '#db/schema/opportunities.ts';
import { memberships, people } from '#db/schema/people.ts';
import { products } from '#db/schema/products.ts';
import { locked, lockOf, requireOpen } from './locks.ts';
import { allowed, mayDo, told } from './policy.ts';
import * as queries from './queries.ts';
import { recorded } from './recorded.ts';
import { searchTextOf } from './search-text.ts';
import type { ChangeOpportunity, CreateOpportunity, MoveOpportunity } from './schemas.ts';
import { stages } from './stages.ts';

export { choicesFor, listPartners } from './choices.ts';
export { boardOf, listOpportunities, summaryOf } from './listing.ts';

/** @throws 404 for an opportunity that the actor does not reach */
export async function findOpportunity(scope: Scope, id: string) {
  const row = await queries.opportunityById(scope, id);
  if (!row) throw notFound('opportunities');
  return { ...told(scope.actor, row), may: mayDo(scope.actor, row), lock: lockOf(scope.actor, row) };
}

export async function createOpportunity(scope: Scope, input: CreateOpportunity) {
  const { actor } = scope;
  allow(isMember(actor) && allowed(actor, 'create'));
  const ownerId = input.ownerId ?? actor.personId;
  const [customer, ownerName] = await Promise.all([
    findOpenCustomer(scope, input.customerId),
    ownerNamed(scope, actor, ownerId),
    input.productId ? scope.find(products, input.productId) : undefined,
  ]);
  const { nextStep = null, nextStepOn = null, shared = false, ...facts } = input;
  checkStep({ nextStep, nextStepOn });

  const now = new Date();
  return scope.write((write) => {
    const opportunity = write.insert(opportunities, {
      ...facts,
      nextStep,
      nextStepOn,
      shared,
      ownerId,
      accountId: actor.accountId,
      stageSince: now,
      lastActivityAt: now,
      searchText: searchTextOf(facts.title, customer.name, ownerName),
    });
    const audience = audienceOf(opportunity);
    write.record('opportunity.created', opportunity, { audience, data: { stage: opportunity.stage } });
    return opportunity;
  });
}

/**
 * @throws 403 for who may only read it, 404 for a customer or owner that is not the actor's to name, 409 for what is
 * closed, 412 when somebody changed it since `version`
 */
export async function changeOpportunity(
  scope: Scope,
  id: string,
  version: number,
  change: ChangeOpportunity,
) {
  const before = await findOpportunity(scope, id);
  const { actor } = scope;
  const onlySharing = Object.keys(change).every((field) => field === 'shared');
  allow(isMember(actor) && allowed(actor, onlySharing ? 'share' : 'change', before));
  if (version !== before.version) throw stale();
  requireOpen(before.lock, Object.keys(change));
  const after = await named(scope, actor, before, change);
  checkStep(after);

  // What was written while the house did not see it stays between the partner's own people, old values included.
  const audience: EventAudience = before.shared && after.shared ? 'account' : 'owner';
  const values = {
    ...changes(recorded(before), recorded(after), {
      title: audience,
      customer: audience,
      owner: audience,
      product: audience,
      amount: audience,
      closeOn: audience,
      nextStep: audience,
      nextStepOn: audience,
    }),
    ...changes({ shared: before.shared }, { shared: after.shared }, { shared: 'account' }),
  };
  if (!Object.keys(values).length) return;

  const searchText = searchTextOf(after.title, after.customerName, after.ownerName);
  await scope.write((write) => {
    write.update(opportunities, before, { ...change, searchText, lastActivityAt: new Date() });
    const happening = { audience: before.shared || after.shared ? 'account' : 'owner', values } as const;
    write.record('opportunity.changed', before, happening);
  });
}

/** What it will be, with the names of those it is about then. */
async function named(scope: Scope, actor: Member, before: queries.Named, change: ChangeOpportunity) {
  const after = { ...before, ...change };
  if (after.customerId !== before.customerId)
    after.customerName = (await findOpenCustomer(scope, after.customerId)).name;
  if (after.ownerId !== before.ownerId) after.ownerName = await ownerNamed(scope, actor, after.ownerId);
  if (after.productId !== before.productId)
    after.productName = after.productId ? (await scope.find(products, after.productId)).name : null;
  return after;
}

/** @throws 403 for who may only read it, 409 for a move that the stage does not allow, 412 as above */
export async function moveOpportunity(scope: Scope, id: string, version: number, move: MoveOpportunity) {
  const opportunity = await findOpportunity(scope, id);
  allow(allowed(scope.actor, 'move', opportunity));
  if (version !== opportunity.version) throw stale();
  const { stage: from } = opportunity;
  if (!stages[from].to.includes(move.stage))
    throw opportunity.lock ? locked(opportunity.lock) : conflict('opportunities.already_there');

  const now = new Date();
  const lostReason = move.stage === 'lost' ? (move.lostReason ?? null) : null;
  const audience = audienceOf(opportunity);
  await scope.write((write) => {
    write.update(opportunities, opportunity, {
      stage: move.stage,
      stageSince: now,
      lastActivityAt: now,
      lostReason,
    });
    write.record('opportunity.moved', opportunity, {
      audience,
      data: { from, to: move.stage },
      values: changes({ lostReason: opportunity.lostReason }, { lostReason }, { lostReason: audience }),
    });
  });
}

export async function addNote(scope: Scope, id: string, { body }: { body: string }) {
  const { actor } = scope;
  const opportunity = await findOpportunity(scope, id);
  allow(isMember(actor) && allowed(actor, 'note', opportunity));
  const same = and(eq(opportunities.id, id), eq(opportunities.shared, opportunity.shared));
  return scope.write((write) => {
    const note = write.insert(opportunityNotes, { opportunityId: id, authorId: actor.personId, body });
    write.mark(opportunities, eq(opportunities.id, id), { lastActivityAt: note.createdAt });
    // Who may know of the note follows from who sees the opportunity, so that must not change in between.
    write.require(
      sql`exists (select 1 from ${opportunities} where ${same})`,
      conflict('opportunities.sharing_changed'),
    );
    write.record('opportunity.noted', opportunity, { audience: audienceOf(opportunity) });
    return note;
  });
}

/** Newest first. */
export async function listNotes(scope: Scope, id: string, paging: Paging) {
  const opportunity = await findOpportunity(scope, id);
  const [page, total] = await Promise.all([
    queries.notesPage(scope, id, paging),
    queries.countNotes(scope, id),
  ]);
  const items = page.items.map((note) =>
    opportunity.ownerName || note.house ? note : { ...note, authorName: null },
  );
  return { ...page, items, total };
}

/** Whoever may not know who sells it is not told of a change of hands either. */
export async function opportunityHistory(scope: Scope, id: string) {
  const opportunity = await findOpportunity(scope, id);
  const entries = await historyOf(scope, opportunity);
  if (opportunity.ownerName !== null) return entries;
  return entries.map((entry) => ({
    ...entry,
    values: entry.values.filter(({ field }) => field !== 'owner'),
  }));
}

const audienceOf = ({ shared }: Pick<Opportunity, 'shared'>): EventAudience => (shared ? 'account' : 'owner');

/** @throws 404, 409 `opportunities.customer_closed` */
async function findOpenCustomer(scope: Scope, id: string) {
  const account = await scope.find(accounts, id);
  if (account.kind !== 'customer') throw notFound('accounts');
  if (account.closedAt) throw conflict('opportunities.customer_closed');
  return account;
}

/** The name of somebody of the actor's account. @throws 404 for everybody else */
async function ownerNamed(scope: Scope, { accountId }: Member, personId: string): Promise<string> {
  const [owner] = await scope
    .pick(
      memberships,
      { name: people.name },
      and(
        eq(memberships.personId, personId),
        eq(memberships.accountId, accountId),
        isNull(memberships.endedAt),
      ),
    )
    .innerJoin(people, eq(people.id, memberships.personId))
    .limit(1);
  if (!owner) throw notFound('people');
  return owner.name;
}

/** A step without a day is a wish. */
function checkStep({ nextStep, nextStepOn }: Pick<Opportunity, 'nextStep' | 'nextStepOn'>): void {
  if (nextStep && !nextStepOn) throw invalid({ nextStepOn: 'required' });
  if (nextStepOn && !nextStep) throw invalid({ nextStep: 'required' });
}
