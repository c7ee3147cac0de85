import { listContactsOf } from '#api/accounts/contacts.ts';
import type { AccountFilter } from '#api/accounts/schemas.ts';
import { findAccount, listAccounts } from '#api/accounts/service.ts';
import { accountView, contactView } from '#api/accounts/view.ts';
import { csvLine } from '#api/core/csv.ts';
import { inBatches } from '#api/core/paging.ts';
import type { Scope } from '#api/core/scope.ts';
import type { OpportunityFilter } from '#api/opportunities/schemas.ts';
import { listOpportunities } from '#api/opportunities/service.ts';
import { opportunityView } from '#api/opportunities/view.ts';
import type { RequestFilter } from '#api/requests/schemas.ts';
import { listRequests } from '#api/requests/service.ts';
import { requestView } from '#api/requests/view.ts';
import {
  accountColumnsFor,
  contactColumns,
  opportunityColumns,
  requestColumns,
  type Columns,
} from './columns.ts';

/** A list as a file. Each is read through the service of its list, so it holds what the reader finds there. */
export async function* exportAccounts(scope: Scope, filter: AccountFilter) {
  const batches = inBatches((paging) => listAccounts(scope, { ...filter, ...paging }));
  yield* table(accountColumnsFor(scope.actor), batches, accountView);
}

/** The contacts of one account, or of all that a list of accounts shows. */
export async function* exportContacts(
  scope: Scope,
  { account, ...filter }: AccountFilter & { account?: string | undefined },
) {
  const one = account && (await findAccount(scope, account));
  const batches = one ? [[one]] : inBatches((paging) => listAccounts(scope, { ...filter, ...paging }));
  yield headOf(contactColumns);
  for await (const found of batches) {
    const names = new Map(found.map(({ account: { id, name } }) => [id, name]));
    const rows = inBatches((paging) => listContactsOf(scope, found, paging));
    for await (const contacts of rows)
      for (const contact of contacts)
        yield lineOf(contactColumns, {
          ...contactView(contact),
          account: names.get(contact.accountId) ?? '',
        });
  }
}

/** @param zone of the reader, as for the list */
export async function* exportOpportunities(scope: Scope, filter: OpportunityFilter, zone: string) {
  const batches = inBatches((paging) => listOpportunities(scope, { ...filter, ...paging }, zone));
  yield* table(opportunityColumns, batches, opportunityView);
}

export async function* exportRequests(scope: Scope, filter: RequestFilter) {
  const batches = inBatches((paging) => listRequests(scope, { ...filter, ...paging }));
  yield* table(requestColumns, batches, (row) => requestView(row, scope.actor));
}

async function* table<Row, View>(
  columns: Columns<View>,
  batches: AsyncIterable<Row[]>,
  view: (row: Row) => View,
) {
  yield headOf(columns);
  for await (const rows of batches) for (const row of rows) yield lineOf(columns, view(row));
}

const headOf = (columns: Columns<never>) => csvLine(Object.keys(columns));
const lineOf = <View>(columns: Columns<View>, view: View) =>
  csvLine(Object.values(columns).map((cell) => cell(view)));
