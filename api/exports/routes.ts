import { AccountFilter } from '#api/accounts/schemas.ts';
import { csvResponse } from '#api/core/csv.ts';
import { input, route, router } from '#api/core/http.ts';
import { OpportunityFilter } from '#api/opportunities/schemas.ts';
import { RequestFilter } from '#api/requests/schemas.ts';
import { ContactExport } from './schemas.ts';
import { exportAccounts, exportContacts, exportOpportunities, exportRequests } from './service.ts';

const WHOLE = { after: true, before: true } as const;

/** Lists as CSV, narrowed as the list is. */
export const exportRoutes = router()
  .get(
    '/accounts',
    route('accounts.read', 'The accounts I reach, as a file'),
    input('query', AccountFilter.omit(WHOLE)),
    async (c) => csvResponse(c, 'accounts', exportAccounts(c.var.scope, c.req.valid('query'))),
  )
  .get(
    '/contacts',
    route('accounts.read', 'The contacts of one account, or of all in a list, as a file'),
    input('query', ContactExport),
    async (c) => csvResponse(c, 'contacts', exportContacts(c.var.scope, c.req.valid('query'))),
  )
  .get(
    '/opportunities',
    route('opportunities.read', 'The opportunities of a list, as a file'),
    input('query', OpportunityFilter.omit(WHOLE)),
    async (c) => {
      const zone = c.var.user?.person.zone ?? 'UTC';
      return csvResponse(c, 'opportunities', exportOpportunities(c.var.scope, c.req.valid('query'), zone));
    },
  )
  .get(
    '/requests',
    route('requests.read', 'The requests of a list, as a file'),
    input('query', RequestFilter),
    async (c) => csvResponse(c, 'requests', exportRequests(c.var.scope, c.req.valid('query'))),
  );
