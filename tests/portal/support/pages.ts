import { expect, type APIRequestContext, type Page } from '@playwright/test';

import { aPart } from './parts.ts';
import type { Who } from './sign-in.ts';

/** What a page is opened as, and its addresses: filled, empty (a filter that finds nothing) and in error. */
export type Opened = {
  who: Who | 'guest';
  filled: string | ((api: APIRequestContext) => Promise<string>);
  empty?: string;
  /** Sends the form of the page with nothing in it, or opens an address that is wrong. */
  error?: string | ((page: Page) => Promise<void>);
};

const NOTHING = 'q=zzzz-nothing-like-this';

/** The first thing of a list, put into an address. */
const first =
  (list: string, address: (id: string) => string) =>
  async (api: APIRequestContext): Promise<string> => {
    const { items } = (await (await api.get(list)).json()) as { items: { id: string }[] };
    if (!items[0]) throw new Error(`${list} is empty`);
    return address(items[0].id);
  };

/** Makes a rule that is not in force, since the demo has none. */
async function aRule(api: APIRequestContext): Promise<string> {
  const rule = {
    name: 'Lagoon team',
    position: 9,
    enabled: false,
    categories: ['billing'],
    locales: ['es'],
    method: 'least_load',
    agentIds: ['per_abe', 'per_ines'],
  };
  const headers = { 'sec-fetch-site': 'same-origin' };
  const made = await api.post('/api/assignment-rules', { data: rule, headers });
  return `/desk/assignment/${((await made.json()) as { id: string }).id}`;
}

/** What the first macro would do to the first request. */
async function aPlan(api: APIRequestContext): Promise<string> {
  const request = await first('/api/requests', (id) => `/desk/requests/${id}`)(api);
  return first('/api/macros', (id) => `${request}/macro?macro=${id}`)(api);
}

const ofType = (page: string) => first('/api/request-types', (id) => `/desk/request-types/${id}${page}`);

/** A request that came by a form of its own. */
const filledIn = (address: (id: string) => string) => first('/api/requests?tab=all&q=drops+off', address);

/** Asks for a new password, so that there is a mail to read. */
async function aMail(api: APIRequestContext): Promise<string> {
  const asked = await api.post('/api/auth/reset', {
    data: { email: 'gus@granitewater.example' },
    headers: { 'sec-fetch-site': 'same-origin' },
  });
  expect(asked.status()).toBe(202);
  const newest = first('/api/mail', (id) => `/desk/mail/${id}`);
  await expect(async () => newest(api)).toPass();
  return newest(api);
}

/** Uploads a file, so that there is an import whose columns wait. */
async function anImport(api: APIRequestContext): Promise<string> {
  const id = await beginImport(api, 'accounts', 'Company,Founded\nLagoon Works,03/04/2011\n');
  return `/desk/import/${id}`;
}

/** Imports one, since the demo may have none. */
async function aProduct(api: APIRequestContext): Promise<string> {
  const id = await beginImport(api, 'products', 'name,price,currency\nLagoon meter,120,EUR\n');
  const headers = { 'sec-fetch-site': 'same-origin', 'if-match': '"1"' };
  expect((await api.put(`/api/imports/${id}/run`, { headers })).status()).toBe(202);
  await expect(async () => {
    const { state } = (await (await api.get(`/api/imports/${id}`)).json()) as { state: string };
    expect(state).toBe('done');
  }).toPass();
  return '/desk/products';
}

async function beginImport(api: APIRequestContext, kind: string, text: string): Promise<string> {
  const headers = { 'sec-fetch-site': 'same-origin' };
  const file = { name: `${kind}.csv`, mimeType: 'text/csv', buffer: Buffer.from(text) };
  const [uploaded] = (await (await api.post('/api/files', { headers, multipart: { file } })).json()) as {
    id: string;
  }[];
  const begun = await api.post('/api/imports', { headers, data: { kind, fileId: uploaded?.id } });
  expect(begun.status()).toBe(201);
  return ((await begun.json()) as { id: string }).id;
}

/** Sends the form that has a submit button in the page's main part as it stands, past the browser's own checks. */
const sendEmpty = async (page: Page) => {
  await page.evaluate(() => {
    const forms = [...document.querySelectorAll<HTMLFormElement>('main form[method="post"]')];
    const form = forms.find((one) => one.querySelector('input:not([type="hidden"]), textarea'));
    for (const field of form?.querySelectorAll<HTMLInputElement>('input:not([type="hidden"]), textarea') ??
      []) {
      field.required = false;
      if (field.type !== 'radio' && field.type !== 'checkbox' && field.type !== 'file') field.value = '';
    }
    if (form) form.noValidate = true;
    form?.querySelector<HTMLButtonElement>('button:not([type="button"])')?.click();
  });
  await page.waitForLoadState();
};

/** Every page of portal/pages. A page that is not here fails the accessibility and the isolation spec. */
export const pages: Record<string, Opened> = {
  '403': { who: 'dan', filled: '/desk/activity' },
  '404': { who: 'guest', filled: '/nothing-is-here' },
  login: { who: 'guest', filled: '/login', error: sendEmpty },
  'login/code': { who: 'guest', filled: '/login/code' },
  'login/sso/index': { who: 'guest', filled: '/login/sso', error: sendEmpty },
  'login/sso/callback': { who: 'guest', filled: '/login/sso/callback' },
  'team/sso': { who: 'bea', filled: '/team/sso' },
  'desk/accounts/[id]/sso': { who: 'ada', filled: '/desk/accounts/acc_brightline/sso' },
  'login/link': { who: 'guest', filled: '/login/link', error: sendEmpty },
  'prove-again': { who: 'freja', filled: '/prove-again', error: sendEmpty },
  'profile/privacy': { who: 'freja', filled: '/profile/privacy' },
  'profile/index': { who: 'freja', filled: '/profile', error: sendEmpty },
  'profile/email/index': { who: 'guest', filled: '/profile/email?code=spent' },
  'profile/email/new': { who: 'freja', filled: '/profile/email/new', error: sendEmpty },
  'profile/security/index': { who: 'freja', filled: '/profile/security' },
  'profile/security/password': { who: 'freja', filled: '/profile/security/password', error: sendEmpty },
  'profile/security/app': { who: 'freja', filled: '/profile/security/app' },
  'profile/security/codes': { who: 'freja', filled: '/profile/security/codes' },
  'reset/index': { who: 'guest', filled: '/reset', error: sendEmpty },
  'reset/new': { who: 'guest', filled: '/reset/new?code=spent' },
  join: { who: 'guest', filled: '/join?code=spent' },
  prove: { who: 'guest', filled: '/prove?code=spent' },
  rate: { who: 'guest', filled: '/rate?code=spent' },
  'desk/ratings/index': { who: 'ada', filled: '/desk/ratings' },
  'take-part': { who: 'guest', filled: '/take-part?code=spent' },
  'apply/index': { who: 'guest', filled: '/apply', error: sendEmpty },
  'apply/mine': { who: 'guest', filled: '/apply/mine?code=spent' },
  terms: { who: 'guest', filled: '/terms' },
  'f/[type]': { who: 'guest', filled: '/f/request', error: sendEmpty },
  setup: { who: 'guest', filled: '/setup?code=spent' },
  'api/docs': { who: 'guest', filled: '/api/docs' },
  index: { who: 'bea', filled: '/' },
  'team/index': { who: 'bea', filled: '/team', error: sendEmpty },
  'team/[id]': { who: 'bea', filled: '/team/mem_ben' },
  'team/roles/index': { who: 'bea', filled: '/team/roles' },
  'team/roles/new': { who: 'bea', filled: '/team/roles/new', error: sendEmpty },
  'team/roles/[id]': { who: 'bea', filled: '/team/roles/role_partner_member' },
  activity: { who: 'dan', filled: '/activity', empty: '/activity?from=2999-01-01' },
  'help/[locale]/index': { who: 'guest', filled: '/help/en' },
  'help/[locale]/search': {
    who: 'guest',
    filled: '/help/en/search?q=gateway',
    empty: `/help/en/search?${NOTHING}`,
  },
  'help/[locale]/[article]': { who: 'guest', filled: '/help/en/101' },
  'help/[locale]/sections/[slug]': { who: 'guest', filled: '/help/en/sections/devices' },
  'help/[locale]/solved': { who: 'dan', filled: '/help/en/solved' },
  'accounts/index': { who: 'bea', filled: '/accounts', empty: `/accounts?${NOTHING}` },
  'accounts/[id]/index': { who: 'bea', filled: '/accounts/acc_dune' },
  'accounts/[id]/edit': { who: 'bea', filled: '/accounts/acc_dune/edit' },
  'accounts/[id]/contacts/new': { who: 'bea', filled: '/accounts/acc_dune/contacts/new', error: sendEmpty },
  'accounts/[id]/contacts/[contact]': {
    who: 'bea',
    filled: first('/api/accounts/acc_dune/contacts', (id) => `/accounts/acc_dune/contacts/${id}`),
    error: sendEmpty,
  },
  'opportunities/index': { who: 'bea', filled: '/opportunities', empty: `/opportunities?${NOTHING}` },
  'opportunities/board': {
    who: 'bea',
    filled: '/opportunities/board',
    empty: `/opportunities/board?${NOTHING}`,
  },
  'opportunities/new': { who: 'bea', filled: '/opportunities/new', error: sendEmpty },
  'opportunities/[id]/index': {
    who: 'bea',
    filled: first('/api/opportunities', (id) => `/opportunities/${id}`),
  },
  'opportunities/[id]/edit': {
    who: 'bea',
    filled: first('/api/opportunities', (id) => `/opportunities/${id}/edit`),
    error: sendEmpty,
  },
  'materials/index': { who: 'cleo', filled: '/materials', empty: `/materials?${NOTHING}` },
  'materials/[id]': { who: 'cleo', filled: first('/api/materials', (id) => `/materials/${id}`) },
  'requests/index': { who: 'dan', filled: '/requests', empty: `/requests?${NOTHING}` },
  'requests/new': { who: 'dan', filled: '/requests/new', error: sendEmpty },
  'requests/new/[type]': {
    who: 'dan',
    filled: first('/api/request-types', (id) => `/requests/new/${id}`),
    error: sendEmpty,
  },
  'requests/[id]/index': { who: 'dan', filled: first('/api/requests', (id) => `/requests/${id}`) },
  'requests/[id]/print': { who: 'dan', filled: first('/api/requests', (id) => `/requests/${id}/print`) },
  'requests/[id]/answers': { who: 'dan', filled: filledIn((id) => `/requests/${id}/answers`) },
  'desk/index': { who: 'abe', filled: '/desk' },
  'desk/activity': { who: 'ada', filled: '/desk/activity', empty: '/desk/activity?from=2999-01-01' },
  'find/index': { who: 'bea', filled: '/find?q=dune', empty: '/find?q=zzzz-nothing' },
  'desk/request-types/index': { who: 'ada', filled: '/desk/request-types' },
  'desk/request-types/new': { who: 'ada', filled: '/desk/request-types/new', error: sendEmpty },
  'desk/request-types/priorities': { who: 'ada', filled: '/desk/request-types/priorities' },
  'desk/request-types/[id]/index': { who: 'ada', filled: ofType('') },
  'desk/request-types/[id]/edit': { who: 'ada', filled: ofType('/edit'), error: sendEmpty },
  'desk/request-types/[id]/section': { who: 'ada', filled: ofType('/section'), error: sendEmpty },
  'desk/request-types/[id]/field': { who: 'ada', filled: ofType('/field?key=family'), error: sendEmpty },
  'desk/request-types/[id]/preview': { who: 'ada', filled: ofType('/preview'), error: sendEmpty },
  'desk/service-levels/index': { who: 'ada', filled: '/desk/service-levels' },
  'desk/service-levels/new': { who: 'ada', filled: '/desk/service-levels/new', error: sendEmpty },
  'desk/service-levels/[id]': {
    who: 'ada',
    filled: first('/api/service-levels', (id) => `/desk/service-levels/${id}`),
    error: sendEmpty,
  },
  'desk/service-levels/schedules/new': {
    who: 'ada',
    filled: '/desk/service-levels/schedules/new',
    error: sendEmpty,
  },
  'desk/service-levels/schedules/[id]': {
    who: 'ada',
    filled: first('/api/schedules', (id) => `/desk/service-levels/schedules/${id}`),
    error: sendEmpty,
  },
  'desk/products/index': { who: 'ada', filled: aProduct, empty: `/desk/products?${NOTHING}` },
  'desk/products/[id]': {
    who: 'ada',
    filled: first('/api/products', (id) => `/desk/products/${id}`),
    error: sendEmpty,
  },
  'desk/import/index': { who: 'ada', filled: '/desk/import' },
  'desk/import/new': { who: 'ada', filled: '/desk/import/new', error: sendEmpty },
  'desk/import/[id]': { who: 'ada', filled: anImport },
  'desk/mail/index': { who: 'ada', filled: '/desk/mail' },
  'desk/mail/[id]': { who: 'ada', filled: aMail },
  'desk/mail/suspended/index': { who: 'abe', filled: '/desk/mail/suspended' },
  'desk/mail/suspended/[id]': {
    who: 'abe',
    filled: first('/api/inbound', (id) => `/desk/mail/suspended/${id}`),
  },
  'desk/mailboxes/index': { who: 'ada', filled: '/desk/mailboxes' },
  'desk/mailboxes/new': { who: 'ada', filled: '/desk/mailboxes/new', error: sendEmpty },
  'desk/mailboxes/[id]': {
    who: 'ada',
    filled: first('/api/mailboxes', (id) => `/desk/mailboxes/${id}`),
  },
  'desk/privacy/index': {
    who: 'ada',
    filled: '/desk/privacy',
    empty: '/desk/privacy?tab=closed',
    error: sendEmpty,
  },
  'desk/privacy/[id]': { who: 'ada', filled: first('/api/privacy/erasures', (id) => `/desk/privacy/${id}`) },
  'desk/privacy/retention': { who: 'ada', filled: '/desk/privacy/retention', error: sendEmpty },
  'desk/people/index': { who: 'ada', filled: '/desk/people', error: sendEmpty },
  'desk/people/[id]/index': { who: 'ada', filled: '/desk/people/mem_ben' },
  'desk/people/[id]/merge': {
    who: 'ada',
    filled: '/desk/people/mem_ben/merge?into=dora@dunelabs.example',
    error: '/desk/people/mem_ben/merge?into=nobody@dunelabs.example',
  },
  'desk/people/roles/index': { who: 'ada', filled: '/desk/people/roles' },
  'desk/people/roles/new': { who: 'ada', filled: '/desk/people/roles/new', error: sendEmpty },
  'desk/people/roles/[id]': { who: 'ada', filled: '/desk/people/roles/role_house_agent' },
  'desk/applications/index': {
    who: 'ada',
    filled: '/desk/applications',
    empty: `/desk/applications?${NOTHING}`,
  },
  'desk/applications/[id]': {
    who: 'ada',
    filled: first('/api/applications', (id) => `/desk/applications/${id}`),
    error: sendEmpty,
  },
  'desk/settings': { who: 'ada', filled: '/desk/settings' },
  'desk/accounts/index': { who: 'ada', filled: '/desk/accounts', empty: `/desk/accounts?${NOTHING}` },
  'desk/accounts/[id]/index': { who: 'ada', filled: '/desk/accounts/acc_dune' },
  'desk/accounts/[id]/edit': { who: 'ada', filled: '/desk/accounts/acc_dune/edit', error: sendEmpty },
  'desk/accounts/[id]/contacts/new': {
    who: 'ada',
    filled: '/desk/accounts/acc_dune/contacts/new',
    error: sendEmpty,
  },
  'desk/accounts/[id]/contacts/[contact]': {
    who: 'ada',
    filled: first('/api/accounts/acc_dune/contacts', (id) => `/desk/accounts/acc_dune/contacts/${id}`),
  },
  'desk/articles/index': { who: 'eve', filled: '/desk/articles', empty: `/desk/articles?${NOTHING}` },
  'desk/articles/new': { who: 'eve', filled: '/desk/articles/new', error: sendEmpty },
  'desk/articles/[id]': { who: 'eve', filled: first('/api/articles', (id) => `/desk/articles/${id}`) },
  'desk/articles/sections': { who: 'eve', filled: '/desk/articles/sections', error: sendEmpty },
  'desk/materials/index': { who: 'eve', filled: '/desk/materials', empty: `/desk/materials?${NOTHING}` },
  'desk/materials/new': { who: 'eve', filled: '/desk/materials/new' },
  'desk/materials/[id]/index': {
    who: 'eve',
    filled: first('/api/materials', (id) => `/desk/materials/${id}`),
  },
  'desk/materials/[id]/edit': {
    who: 'eve',
    filled: first('/api/materials', (id) => `/desk/materials/${id}/edit`),
    error: sendEmpty,
  },
  'desk/materials/[id]/file': {
    who: 'eve',
    filled: first('/api/materials', (id) => `/desk/materials/${id}/file`),
  },
  'desk/opportunities/index': {
    who: 'ada',
    filled: '/desk/opportunities',
    empty: `/desk/opportunities?${NOTHING}`,
  },
  'desk/opportunities/[id]': {
    who: 'ada',
    filled: first('/api/opportunities', (id) => `/desk/opportunities/${id}`),
  },
  'desk/assignment/index': {
    who: 'ada',
    filled: async (api) => {
      await aRule(api);
      return '/desk/assignment';
    },
  },
  'desk/assignment/new': { who: 'ada', filled: '/desk/assignment/new', error: sendEmpty },
  'desk/assignment/[id]': { who: 'ada', filled: aRule, error: sendEmpty },
  'desk/macros/index': { who: 'abe', filled: '/desk/macros' },
  'desk/macros/new': { who: 'abe', filled: '/desk/macros/new', error: sendEmpty },
  'desk/macros/[id]': {
    who: 'abe',
    filled: first('/api/macros', (id) => `/desk/macros/${id}`),
    error: sendEmpty,
  },
  'desk/requests/new': {
    who: 'abe',
    filled: '/desk/requests/new?q=dune',
    empty: '/desk/requests/new?q=zzzz',
  },
  'desk/requests/[id]/macro': { who: 'abe', filled: aPlan },
  'desk/requests/index': { who: 'abe', filled: '/desk/requests', empty: `/desk/requests?${NOTHING}` },
  'desk/requests/[id]/index': {
    who: 'abe',
    filled: first('/api/requests', (id) => `/desk/requests/${id}`),
  },
  'desk/requests/[id]/answers': {
    who: 'abe',
    filled: filledIn((id) => `/desk/requests/${id}/answers`),
  },
  'desk/requests/[id]/articles': {
    who: 'abe',
    filled: first('/api/requests', (id) => `/desk/requests/${id}/articles?q=sensor`),
  },
  'desk/requests/[id]/merge': {
    who: 'abe',
    filled: first('/api/requests', (id) => `/desk/requests/${id}/merge`),
    error: async (page) => void (await page.goto(`${page.url()}?into=REQ-999999`)),
  },
  'desk/requests/[id]/split': { who: 'abe', filled: aPart, error: sendEmpty },
  'sites/index': { who: 'bea', filled: '/sites' },
  'sites/new': { who: 'bea', filled: '/sites/new', error: sendEmpty },
  'sites/[id]': { who: 'bea', filled: first('/api/sites', (id) => `/sites/${id}`) },
  'desk/sites/index': { who: 'ada', filled: '/desk/sites' },
  'desk/sites/[id]': { who: 'ada', filled: first('/api/sites', (id) => `/desk/sites/${id}`) },
  'tokens/index': { who: 'bea', filled: '/tokens' },
  'tokens/new': { who: 'bea', filled: '/tokens/new', error: sendEmpty },
  'desk/tokens/index': { who: 'ada', filled: '/desk/tokens' },
  'desk/tokens/new': { who: 'ada', filled: '/desk/tokens/new', error: sendEmpty },
};

/** Pages that nothing opens by an address of its own, and why. */
export const unopened: Record<string, string> = {
  viewing: 'it leads on unless staff views as somebody, which its own test looks at',
  '429': 'shown to whoever asks too fast; the tests of the server look at it',
  '500': 'shown for a fault of ours, and the tests know none',
  'find/options': 'a part of a page, which the palette shows',
};
