import { planContacts } from '#api/accounts/importing-contacts.ts';
import { planAccounts } from '#api/accounts/importing.ts';
import { planOpportunities } from '#api/opportunities/importing.ts';
import { planPeople } from '#api/people/importing.ts';
import { planProducts } from '#api/products/importing.ts';
import { planRequests } from '#api/requests/importing.ts';
import type { ImportKind } from '#db/enums.ts';
import type { Planner } from './plan.ts';

type AnyPlanner = Planner<Record<string, unknown>>;

/** Which feature takes the rows of which kind. The reader has checked them with the schema that the feature asks for. */
export const planners: Record<ImportKind, AnyPlanner> = {
  accounts: planAccounts as AnyPlanner,
  contacts: planContacts as AnyPlanner,
  products: planProducts as AnyPlanner,
  people: planPeople as AnyPlanner,
  opportunities: planOpportunities as AnyPlanner,
  requests: planRequests as AnyPlanner,
};
