import { helpHome } from '#api/articles/reading.ts';
import { listForDesk } from '#api/articles/editing.ts';
import { DeskFilter } from '#api/articles/schemas.ts';
import { AccountFilter } from '#api/accounts/schemas.ts';
import { findAccount, listAccounts, opportunitiesWith, servedBy, workWith } from '#api/accounts/service.ts';
import { countByStatus, waitingForUs } from '#api/applications/service.ts';
import { AppError } from '#api/core/errors.ts';
import { isMember } from '#api/core/actor.ts';
import type { Scope } from '#api/core/scope.ts';
import { requestsOnHome, salesOnHome } from '#api/home/service.ts';
import { downloadCounts } from '#api/materials/service.ts';
import { OpportunityFilter } from '#api/opportunities/schemas.ts';
import { boardOf, choicesFor, listPartners } from '#api/opportunities/service.ts';
import { listAccounts as accountsToInvite } from '#api/people/service.ts';
import {
  countRequests,
  findRequest,
  listAgents,
  listOthers,
  listServed,
  readersOf,
} from '#api/requests/service.ts';
import { guards } from './guards/index.ts';
import type { Name, World } from './world.ts';

/** What a reader asks of the API or of a service that only pages call. */
type Read = { name: string; ask: (w: World, reader: Name) => Promise<unknown> };

/** The first of each kind of thing that `grow` makes. */
const FIRST: Record<string, string> = {
  accounts: 'acc_dune',
  applications: 'apl_g0',
  contacts: 'con_g0',
  materials: 'mat_g0',
  opportunities: 'opp_g0',
  requests: 'req_g0',
  articles: 'art_g0',
  sites: 'site_g0',
  products: 'prd_g0',
  imports: 'imp_g0',
  mail: 'mail_g0',
};

const QUERIES: Record<string, string[]> = {
  'GET /articles/search': ['?q=grown', '?q=grown&locale=ru'],
  'GET /articles/suggestions': ['?q=grow'],
  'GET /articles': ['', '?section=grown'],
};

const ofApi: Read[] = Object.entries(guards).flatMap(([route, guard]) => {
  const [method, path = ''] = route.split(' ');
  const asked = 'public' in guard ? (guard.cases ?? []) : guard;
  if (method !== 'GET' || !asked.length || path.endsWith('/file')) return [];
  const id = FIRST[path.split('/')[1] ?? ''] ?? '';
  const address = path.replace(':id', id).replace(':attachmentId', 'att_g0');
  const queries = QUERIES[route] ?? [...new Set(asked.flatMap((one) => one.queries ?? ['']))];
  return queries.map((query) => ({
    name: `${route}${query}`,
    ask: async (w, reader) => (await w.as(reader).get(address + query)).text(),
  }));
});

const page = (name: string, read: (scope: Scope) => Promise<unknown>): Read => ({
  name,
  ask: (w, reader) =>
    read(w.as(reader).scope).catch((error: unknown) => {
      // Not every page is for everybody.
      if (!(error instanceof AppError)) throw error;
    }),
});

const ofPages: Read[] = [
  page('home', async (scope) => {
    if (!isMember(scope.actor)) return;
    await requestsOnHome(scope, scope.actor);
    await salesOnHome(scope, scope.actor, 'UTC');
  }),
  page('help', (scope) => helpHome(scope, 'en')),
  page('accounts', async (scope) => {
    const { items } = await listAccounts(scope, AccountFilter.parse({}));
    await workWith(scope, items);
  }),
  page('an account', async (scope) => {
    const { account } = await findAccount(scope, 'acc_dune');
    await Promise.all([servedBy(scope, account), opportunitiesWith(scope, account)]);
  }),
  page('requests', (scope) => countRequests(scope)),
  page('a request', async (scope) => {
    const request = await findRequest(scope, 'req_g0');
    await Promise.all([listOthers(scope, request), readersOf(scope, request.accountId), listAgents(scope)]);
  }),
  page('a new request', (scope) => listServed(scope)),
  page('the board of opportunities', async (scope) => {
    await boardOf(scope, OpportunityFilter.parse({}), 'UTC');
    await Promise.all([choicesFor(scope), listPartners(scope)]);
  }),
  page('articles on the desk', (scope) => listForDesk(scope, DeskFilter.parse({}))),
  page('articles on the desk by name', (scope) => listForDesk(scope, DeskFilter.parse({ q: 'grown' }))),
  page('articles on the desk by state', (scope) => listForDesk(scope, DeskFilter.parse({ status: 'live' }))),
  page('materials on the desk', (scope) => downloadCounts(scope, ['mat_g0', 'mat_g1'])),
  page('applications on the desk', (scope) => countByStatus(scope)),
  page('who wants to join', (scope) => waitingForUs(scope)),
  page('people on the desk', (scope) => accountsToInvite(scope)),
];

export const reads = [...ofApi, ...ofPages];
