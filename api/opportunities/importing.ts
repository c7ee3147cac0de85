import { and, eq, inArray, isNull, ne, or, sql } from 'drizzle-orm';

import { accountsNamed, oneNamed } from '#api/accounts/importing.ts';
import { can } from '#api/core/actor.ts';
import { changes } from '#api/core/changes.ts';
import { allow } from '#api/core/errors.ts';
import type { Scope } from '#api/core/scope.ts';
import { sameWord } from '#api/imports/cells.ts';
import { rejected, type Candidate, type Planner, type Step } from '#api/imports/plan.ts';
import { productsNamed } from '#api/products/importing.ts';
import { newId } from '#db/ids.ts';
import { accounts, type Account } from '#db/schema/accounts.ts';
import { opportunities } from '#db/schema/opportunities.ts';
import { memberships, people } from '#db/schema/people.ts';
import type { Product } from '#db/schema/products.ts';
import type { ImportOpportunity } from './facts.ts';
import { opportunitiesByIds, type Named } from './queries.ts';
import { recorded } from './recorded.ts';
import { searchTextOf } from './search-text.ts';

type Owner = { id: string; name: string; email: string; accountId: string };

type Books = {
  customers: Map<string, Account[]>;
  owners: Owner[];
  products: Map<string, Product>;
  earlier: Map<string, Named>;
};

/**
 * Opportunities of partners and of the house, by the key that the file gives them. The house brings them, so it sees
 * them; what a partner has hidden from it since is not touched again.
 */
export const planOpportunities: Planner<ImportOpportunity> = async (scope, rows) => {
  allow(can(scope.actor, 'opportunities.edit') && can(scope.actor, 'imports.run'));
  const values = rows.map((row) => row.values);
  const known = rows.flatMap((row) => row.known ?? []);
  const [customers, owners, products, earlier] = await Promise.all([
    accountsNamed(
      scope,
      values.map(({ customer }) => customer),
    ),
    ownersNamed(
      scope,
      values.flatMap(({ owner }) => owner ?? []),
    ),
    productsNamed(
      scope,
      values.map(({ product }) => product),
    ),
    known.length ? opportunitiesByIds(scope, known) : [],
  ]);
  const books = { customers, owners, products, earlier: new Map(earlier.map((row) => [row.id, row])) };
  return rows.map((row) => planOne(row, books));
};

/** Whoever works for a partner or the house, by name or address. */
async function ownersNamed(scope: Scope, names: string[]): Promise<Owner[]> {
  if (!names.length) return [];
  const wanted = [...new Set(names)];
  const found = await scope.pick(
    people,
    { id: people.id, name: people.name, email: people.email },
    or(sql`${people.name} collate nocase in ${wanted}`, inArray(people.email, wanted)),
  );
  if (!found.length) return [];
  const ids = found.map(({ id }) => id);
  const rows = await scope
    .pick(
      memberships,
      { personId: memberships.personId, accountId: memberships.accountId },
      and(inArray(memberships.personId, ids), isNull(memberships.endedAt)),
    )
    .innerJoin(accounts, and(eq(accounts.id, memberships.accountId), ne(accounts.kind, 'customer')));
  return rows.flatMap(({ personId, accountId }) =>
    found.filter(({ id }) => id === personId).map((person) => ({ ...person, accountId })),
  );
}

type About = { customer: Account; owner: Owner; product: Product | undefined };

function planOne(row: Candidate<ImportOpportunity>, books: Books): Step {
  const { values, known } = row;
  const about = resolve(values, books);
  const before = known === undefined ? undefined : books.earlier.get(known);
  const gone = known !== undefined && !before ? ['row.out_of_reach'] : [];
  const reasons = [...row.reasons, ...about.reasons, ...gone];
  if (before && about.owner && about.owner.accountId !== before.accountId)
    reasons.push('owner.other_partner');
  const { customer, owner, product } = about;
  if (reasons.length || !customer || !owner) return rejected(...reasons);
  const all = values as ImportOpportunity;
  return before
    ? changed(before, all, { customer, owner, product })
    : created(all, { customer, owner, product });
}

function resolve(values: Partial<ImportOpportunity>, books: Books): Partial<About> & { reasons: string[] } {
  const { account: customer, reasons } = oneNamed(books.customers, values.customer, 'customer');
  const owners = ownersIn(values, books);
  const product = values.product === undefined ? undefined : books.products.get(sameWord(values.product));
  const against = {
    'customer.no_customer': customer !== undefined && customer.kind !== 'customer',
    'owner.unknown': values.owner !== undefined && owners.length === 0,
    'owner.ambiguous': owners.length > 1,
    'product.unknown': values.product !== undefined && !product,
    'nextStepOn.required': values.nextStep !== undefined && values.nextStepOn === undefined,
  };
  const wrong = Object.entries(against).flatMap(([reason, holds]) => (holds ? [reason] : []));
  const [owner] = owners;
  return { reasons: [...reasons, ...wrong], product, ...(customer && { customer }), ...(owner && { owner }) };
}

function ownersIn({ owner }: Partial<ImportOpportunity>, { owners }: Books): Owner[] {
  const word = sameWord(owner ?? '');
  return owners.filter(({ name, email }) => [sameWord(name), email].includes(word));
}

const isClosed = ({ stage }: Pick<ImportOpportunity, 'stage'>) => stage === 'won' || stage === 'lost';
const startOf = (day: string) => new Date(`${day}T00:00:00Z`);

const factsOf = (values: ImportOpportunity, { customer, owner, product }: About) => ({
  title: values.title,
  customerId: customer.id,
  ownerId: owner.id,
  amount: values.amount,
  currency: values.currency,
  closeOn: values.closeOn,
  stage: values.stage,
  ...(product ? { productId: product.id } : {}),
  ...(values.stage === 'lost' && values.lostReason ? { lostReason: values.lostReason } : {}),
  ...(values.nextStep && values.nextStepOn
    ? { nextStep: values.nextStep, nextStepOn: values.nextStepOn }
    : {}),
  searchText: searchTextOf(values.title, customer.name, owner.name),
});

function created(values: ImportOpportunity, about: About): Step {
  const id = newId('opp');
  const since = values.startedAt ?? new Date();
  // Whatever closed did so on the day that the file says.
  const at = isClosed(values) ? startOf(values.closeOn) : since;
  const row = {
    ...factsOf(values, about),
    id,
    accountId: about.owner.accountId,
    shared: true,
    stageSince: at,
    lastActivityAt: at,
    createdAt: since,
  };
  return { fate: 'created', id, write: (write) => void write.insert(opportunities, row) };
}

function changed(before: Named, values: ImportOpportunity, about: About): Step {
  const { id } = before;
  const facts = factsOf(values, about);
  const after = {
    ...before,
    ...facts,
    customerName: about.customer.name,
    ownerName: about.owner.name,
    productName: about.product?.name ?? before.productName,
  };
  const told = { title: 'account', customer: 'account', owner: 'account', product: 'account' } as const;
  const days = { amount: 'account', closeOn: 'account', nextStep: 'account', nextStepOn: 'account' } as const;
  const differences = changes(recorded(before), recorded(after), { ...told, ...days });
  const moved = before.stage !== after.stage;
  if (!moved && !Object.keys(differences).length) return { fate: 'unchanged', id };
  const now = new Date();
  return {
    fate: 'changed',
    id,
    write: (write) => {
      write.update(opportunities, before, {
        ...facts,
        ...(moved ? { stageSince: now } : {}),
        ...(after.stage === 'lost' ? {} : { lostReason: null }),
        lastActivityAt: now,
      });
      if (Object.keys(differences).length)
        write.record('opportunity.changed', before, { values: differences });
      if (moved) write.record('opportunity.moved', before, { data: { from: before.stage, to: after.stage } });
    },
  };
}
