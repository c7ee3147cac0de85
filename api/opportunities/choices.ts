import { isMember } from '#api/core/actor.ts';
import { allow } from '#api/core/errors.ts';
import type { Scope } from '#api/core/scope.ts';
import { productChoices } from '#api/products/service.ts';
import type { Opportunity } from '#db/schema/opportunities.ts';
import * as queries from './queries.ts';

type Parties = Pick<Opportunity, 'customerId' | 'ownerId' | 'productId'> & {
  customerName: string;
  productName: string | null;
  ownerName: string | null;
};

/**
 * What a form offers: the customers that the actor serves and the people of its account, and whoever is named now,
 * though he may be neither any more.
 */
export async function choicesFor(scope: Scope, now?: Parties) {
  allow(isMember(scope.actor));
  const [customers, team, offered] = await Promise.all([
    queries.companies(scope, 'customer'),
    queries.team(scope, scope.actor),
    productChoices(scope),
  ]);
  const withNow = (all: Choice[], id?: string, name?: string | null): Choice[] =>
    !id || !name || all.some((one) => one.id === id) ? all : [{ id, name }, ...all];
  return {
    customers: withNow(customers, now?.customerId, now?.customerName),
    team: withNow(team, now?.ownerId, now?.ownerName),
    products: withNow(offered, now?.productId ?? undefined, now?.productName),
  };
}

type Choice = { id: string; name: string };

export const listPartners = (scope: Scope) => queries.companies(scope, 'partner');
