import type { APIRequestContext } from '@playwright/test';

import type { Right } from '#db/enums.ts';
import type { Who } from './sign-in.ts';

/** Who opens a page at the address that `pages` has for it. */
export type Door =
  /** Everybody, signed in or not; and why. */
  | { public: string }
  | {
      /** Whoever lacks it is refused. */
      right: Right | 'signed_in';
      /** The desk is for staff, whatever a role may do. */
      desk?: true;
      /** Who reaches the thing; for the others it is not there. Everybody, where a page is about no thing. */
      reach?: readonly Who[];
      /** Who reaches it and is refused all the same. */
      refused?: readonly Who[];
      /** Another address than `pages` has, and who makes it. */
      at?: { by: Who; address: (api: APIRequestContext) => Promise<string> };
    };

type Item = {
  id: string;
  subject?: string;
  shared?: boolean;
  audience?: string;
  requester?: { name: string | null };
};

/** One of a list that is what the test needs, put into an address. */
const one = (by: Who, list: string, is: (item: Item) => boolean, address: (id: string) => string) => ({
  by,
  address: async (api: APIRequestContext): Promise<string> => {
    const { items } = (await (await api.get(list)).json()) as { items: Item[] };
    const found = items.find(is);
    if (!found) throw new Error(`nothing in ${list} is what is needed`);
    return address(found.id);
  },
});
const unshared = (address: (id: string) => string) =>
  one('bea', '/api/opportunities', ({ shared }) => shared === false, address);
const asked = (address: (id: string) => string) =>
  one('dan', '/api/requests?tab=all', ({ requester }) => requester?.name === 'Dan Reyes', address);
const filled = (address: (id: string) => string) =>
  one(
    'dan',
    '/api/requests?tab=all',
    ({ subject }) => subject?.startsWith('Gateway drops off') === true,
    address,
  );

const house = ['ada', 'abe', 'eve'] as const;
const desk = (right: Right): Door => ({ right, desk: true });
const dune = ['dan', 'dora', 'bea', 'ben', 'cleo', ...house] as const;

/** Every page of portal/pages, as in `pages`: one line for a new one. */
export const doors: Record<string, Door> = {
  login: { public: 'whoever signs in is not signed in yet' },
  'login/code': { public: 'the second factor of somebody who is not signed in yet' },
  'login/sso/index': { public: 'whoever signs in through a company is not signed in yet' },
  'login/sso/callback': { public: 'what the provider says is the proof' },
  'login/link': { public: 'whoever signs in with a link is not signed in yet' },
  'profile/email/index': { public: 'the code of the link is the proof' },
  'reset/index': { public: 'whoever has lost a password cannot sign in' },
  'reset/new': { public: 'the code of the link is the proof' },
  join: { public: 'the code of the invitation is the proof' },
  prove: { public: 'the code of the link is the proof' },
  rate: { public: 'the code of the link is the proof' },
  'take-part': { public: 'the code of the link is the proof' },
  'apply/index': { public: 'whoever asks to come in is nobody here yet' },
  'apply/mine': { public: 'the code of the link is the proof' },
  terms: { public: 'whoever joins reads them first' },
  setup: { public: 'the code of the link is the proof' },
  'f/[type]': { public: 'visitors of other websites ask here where scripts are off' },
  'api/docs': { public: 'what the API can do is no secret' },
  '404': { public: 'it says that there is nothing' },
  'find/index': { right: 'signed_in' },
  'find/options': { right: 'signed_in' },
  'help/[locale]/index': { public: 'help for everybody' },
  'help/[locale]/search': { public: 'help for everybody' },
  'help/[locale]/[article]': { public: 'an article for everybody' },
  'help/[locale]/sections/[slug]': { public: 'help for everybody' },
  'help/[locale]/solved': { public: 'thanks, and nothing else' },

  'prove-again': { right: 'signed_in' },
  viewing: { right: 'signed_in' },
  'profile/index': { right: 'signed_in' },
  'profile/privacy': { right: 'signed_in' },
  'profile/email/new': { right: 'signed_in' },
  'profile/security/index': { right: 'signed_in' },
  'profile/security/password': { right: 'signed_in' },
  'profile/security/app': { right: 'signed_in' },
  'profile/security/codes': { right: 'signed_in' },
  index: { public: 'it leads strangers to the help' },
  'team/index': { right: 'people.read' },
  'team/[id]': { right: 'people.read', reach: ['bea', 'ben', ...house] },
  'team/roles/index': { right: 'people.read' },
  'team/roles/new': { right: 'people.manage' },
  'team/roles/[id]': { right: 'people.read' },
  activity: { right: 'events.read' },

  'accounts/index': { right: 'accounts.read' },
  'accounts/[id]/index': { right: 'accounts.read', reach: dune },
  'accounts/[id]/edit': { right: 'accounts.edit', reach: dune, refused: ['cleo'] },
  'accounts/[id]/contacts/new': { right: 'accounts.edit', reach: dune, refused: ['cleo'] },
  'accounts/[id]/contacts/[contact]': { right: 'accounts.edit', reach: dune, refused: ['cleo'] },
  'opportunities/index': { right: 'opportunities.read' },
  'opportunities/board': { right: 'opportunities.read' },
  'opportunities/new': { right: 'opportunities.edit', refused: ['ada'] },
  'opportunities/[id]/index': {
    right: 'opportunities.read',
    reach: ['bea', 'ben'],
    at: unshared((id) => `/opportunities/${id}`),
  },
  'opportunities/[id]/edit': {
    right: 'opportunities.edit',
    reach: ['bea', 'ben'],
    at: unshared((id) => `/opportunities/${id}/edit`),
  },
  'materials/index': { right: 'materials.read' },
  'materials/[id]': {
    right: 'materials.read',
    reach: ['cleo', 'bea', 'ben', ...house],
    at: one(
      'cleo',
      '/api/materials',
      ({ audience }) => audience === 'partners',
      (id) => `/materials/${id}`,
    ),
  },
  'requests/index': { right: 'requests.read' },
  'requests/new': { right: 'requests.submit' },
  'requests/new/[type]': { right: 'requests.submit' },
  'requests/[id]/index': {
    right: 'requests.read',
    reach: ['dan', 'bea', ...house],
    at: asked((id) => `/requests/${id}`),
  },
  'requests/[id]/print': {
    right: 'requests.read',
    reach: ['dan', 'bea', ...house],
    at: asked((id) => `/requests/${id}/print`),
  },
  'requests/[id]/answers': {
    right: 'requests.submit',
    reach: ['dan', 'bea', ...house],
    at: filled((id) => `/requests/${id}/answers`),
  },
  'sites/index': { right: 'sites.read' },
  'sites/new': { right: 'sites.manage' },
  'sites/[id]': { right: 'sites.read', reach: ['bea', 'ben', ...house] },
  'team/sso': { right: 'sso.read' },
  'tokens/index': { right: 'signed_in' },
  'tokens/new': { right: 'signed_in' },

  'desk/index': { right: 'signed_in', desk: true },
  'desk/activity': desk('events.read'),
  'desk/mail/index': desk('mail.read'),
  'desk/mail/[id]': desk('mail.read'),
  'desk/mail/suspended/index': desk('requests.work'),
  'desk/mail/suspended/[id]': desk('requests.work'),
  'desk/mailboxes/index': desk('settings.read'),
  'desk/mailboxes/new': desk('settings.manage'),
  'desk/mailboxes/[id]': desk('settings.read'),
  'desk/privacy/index': desk('privacy.read'),
  'desk/privacy/[id]': desk('privacy.read'),
  'desk/privacy/retention': desk('privacy.read'),
  'desk/people/index': desk('people.read'),
  'desk/people/[id]/index': desk('people.read'),
  'desk/people/[id]/merge': desk('people.manage'),
  'desk/people/roles/index': desk('people.read'),
  'desk/people/roles/new': desk('people.manage'),
  'desk/people/roles/[id]': desk('people.read'),
  'desk/applications/index': desk('people.manage'),
  'desk/applications/[id]': desk('people.manage'),
  'desk/settings': desk('settings.read'),
  'desk/accounts/index': desk('accounts.read'),
  'desk/accounts/[id]/index': desk('accounts.read'),
  'desk/accounts/[id]/edit': desk('accounts.edit'),
  'desk/accounts/[id]/sso': desk('sso.read'),
  'desk/accounts/[id]/contacts/new': desk('accounts.edit'),
  'desk/accounts/[id]/contacts/[contact]': desk('accounts.edit'),
  'desk/articles/index': desk('articles.manage'),
  'desk/articles/new': desk('articles.manage'),
  'desk/articles/[id]': desk('articles.manage'),
  'desk/articles/sections': desk('articles.manage'),
  'desk/materials/index': desk('materials.read'),
  'desk/materials/new': desk('materials.manage'),
  'desk/materials/[id]/index': desk('materials.read'),
  'desk/materials/[id]/edit': desk('materials.manage'),
  'desk/materials/[id]/file': desk('materials.manage'),
  'desk/opportunities/index': desk('opportunities.read'),
  'desk/opportunities/[id]': desk('opportunities.read'),
  'desk/assignment/index': desk('requests.work'),
  'desk/assignment/new': desk('settings.manage'),
  'desk/assignment/[id]': desk('settings.manage'),
  'desk/macros/index': desk('requests.work'),
  'desk/macros/new': desk('requests.work'),
  'desk/macros/[id]': desk('requests.work'),
  'desk/requests/new': desk('requests.work'),
  'desk/requests/[id]/macro': desk('requests.work'),
  'desk/ratings/index': desk('requests.work'),
  'desk/requests/index': desk('requests.read'),
  'desk/requests/[id]/index': desk('requests.read'),
  'desk/requests/[id]/answers': {
    ...desk('requests.work'),
    at: filled((id) => `/desk/requests/${id}/answers`),
  },
  'desk/requests/[id]/articles': desk('requests.work'),
  'desk/requests/[id]/merge': desk('requests.work'),
  'desk/requests/[id]/split': desk('requests.work'),
  'desk/request-types/index': desk('requests.read'),
  'desk/request-types/new': desk('settings.manage'),
  'desk/request-types/priorities': desk('settings.manage'),
  'desk/request-types/[id]/index': desk('settings.manage'),
  'desk/request-types/[id]/edit': desk('settings.manage'),
  'desk/request-types/[id]/section': desk('settings.manage'),
  'desk/request-types/[id]/field': desk('settings.manage'),
  'desk/request-types/[id]/preview': desk('settings.manage'),
  'desk/service-levels/index': desk('requests.read'),
  'desk/service-levels/new': desk('settings.manage'),
  'desk/service-levels/[id]': desk('settings.manage'),
  'desk/service-levels/schedules/new': desk('settings.manage'),
  'desk/service-levels/schedules/[id]': desk('settings.manage'),
  'desk/products/index': desk('products.read'),
  'desk/products/[id]': desk('products.read'),
  'desk/import/index': desk('imports.read'),
  'desk/import/new': desk('imports.run'),
  'desk/import/[id]': desk('imports.read'),
  'desk/sites/index': desk('sites.read'),
  'desk/sites/[id]': desk('sites.read'),
  'desk/tokens/index': { right: 'signed_in', desk: true },
  'desk/tokens/new': { right: 'signed_in', desk: true },
};

/** What no address opens, and why. */
export const shut: Record<string, string> = {
  '403': 'shown to whoever is refused',
  '429': 'shown to whoever asks too fast',
  '500': 'shown for a fault of ours',
};

/** Addresses that lead on or hand something out and take no form, and where each is tried. */
export const leads: Record<string, string> = {
  '/help/index': 'help.spec.ts',
  '/hc/[...path]': 'help.spec.ts',
  '/login/sso/start': 'sso.spec.ts',
  '/profile/copies/[id]': 'isolation.spec.ts',
};

/** Addresses that take a form, and what they answer a guest who posts nothing. */
export const posts: Record<string, string> = {
  '/language': '/',
  '/theme': '/',
  '/logout': '/login',
  '/session/account': '/login',
};
