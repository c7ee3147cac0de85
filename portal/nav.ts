import type { Key } from '#api/i18n/index.ts';
import type { Right } from '#db/enums.ts';

export interface Place {
  href: string;
  key: Key;
  /** Only those see it who may open it. */
  right?: Right;
}

/** Who is reading, as far as the way through the site goes. */
export type Reading = 'guest' | 'customer' | 'partner' | 'staff';

export const places: Record<Reading, Place[]> = {
  guest: [
    { href: '/help', key: 'nav.help' },
    { href: '/f/request', key: 'articles.ask' },
  ],
  customer: [
    { href: '/', key: 'nav.home' },
    { href: '/requests', key: 'nav.requests', right: 'requests.read' },
    { href: '/accounts', key: 'accounts.own', right: 'accounts.read' },
    { href: '/materials', key: 'nav.materials', right: 'materials.read' },
    { href: '/help', key: 'nav.help' },
    { href: '/sites', key: 'nav.sites', right: 'sites.read' },
    { href: '/team', key: 'nav.team', right: 'people.read' },
    { href: '/activity', key: 'nav.activity', right: 'events.read' },
  ],
  partner: [
    { href: '/', key: 'nav.home' },
    { href: '/accounts', key: 'nav.accounts', right: 'accounts.read' },
    { href: '/opportunities', key: 'nav.opportunities', right: 'opportunities.read' },
    { href: '/materials', key: 'nav.materials', right: 'materials.read' },
    { href: '/requests', key: 'nav.requests', right: 'requests.read' },
    { href: '/help', key: 'nav.help' },
    { href: '/sites', key: 'nav.sites', right: 'sites.read' },
    { href: '/team', key: 'nav.team', right: 'people.read' },
    { href: '/activity', key: 'nav.activity', right: 'events.read' },
  ],
  staff: [
    { href: '/desk', key: 'nav.home' },
    { href: '/desk/requests', key: 'nav.requests', right: 'requests.read' },
    { href: '/desk/accounts', key: 'nav.desk_accounts', right: 'accounts.read' },
    { href: '/desk/opportunities', key: 'nav.opportunities', right: 'opportunities.read' },
    { href: '/desk/products', key: 'nav.products', right: 'products.read' },
    { href: '/desk/materials', key: 'nav.materials', right: 'materials.read' },
    { href: '/desk/articles', key: 'nav.articles', right: 'articles.read' },
    { href: '/desk/service-levels', key: 'service_levels.title', right: 'requests.read' },
    { href: '/desk/sites', key: 'nav.sites', right: 'sites.read' },
    { href: '/desk/import', key: 'nav.import', right: 'imports.read' },
    { href: '/desk/mail', key: 'nav.mail', right: 'mail.read' },
    { href: '/desk/activity', key: 'nav.activity', right: 'events.read' },
    { href: '/desk/people', key: 'nav.people', right: 'people.read' },
  ],
};

/** Where the brand leads. */
export const home: Record<Reading, string> = { guest: '/help', customer: '/', partner: '/', staff: '/desk' };

export const readingAs = (actorKind: string): Reading =>
  actorKind === 'customer' || actorKind === 'partner' || actorKind === 'staff' ? actorKind : 'guest';

/** `/requests` is current on `/requests` and everywhere below it. */
export const isCurrent = (path: string, href: string): boolean =>
  path === href || (!homes.has(href) && path.startsWith(`${href}/`));

/** Everything is below these. */
const homes = new Set(['/', '/desk']);
