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
import { answersTo, questionsOf } from './answers.ts';
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

/** With a column for each question that was asked by a form, which holds what an import would read. */
export async function* exportRequests(scope: Scope, filter: RequestFilter) {
  const questions = await questionsOf(scope, filter);
  yield csvLine([...Object.keys(requestColumns), ...questions.map((key) => `field.${key}`)]);
  for await (const rows of inBatches((paging) => listRequests(scope, { ...filter, ...paging }))) {
    const ids = rows.flatMap(({ id, formId }) => (formId ? [id] : []));
    const answers = ids.length ? await answersTo(scope, ids) : undefined;
    for (const row of rows) {
      const view = requestView(row, scope.actor);
      const given = answers?.get(row.id);
      yield csvLine([
        ...Object.values(requestColumns).map((cell) => cell(view)),
        ...questions.map((key) => given?.get(key) ?? null),
      ]);
    }
  }
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
