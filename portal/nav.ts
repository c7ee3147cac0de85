import type { Key } from '#api/i18n/index.ts';

export interface Place {
  href: string;
  key: Key;
}

/** Who is reading, as far as the way through the site goes. */
export type Reading = 'guest' | 'customer' | 'partner' | 'staff';

export const places: Record<Reading, Place[]> = {
  guest: [{ href: '/help', key: 'nav.help' }],
  customer: [
    { href: '/requests', key: 'nav.requests' },
    { href: '/help', key: 'nav.help' },
    { href: '/activity', key: 'nav.activity' },
  ],
  partner: [
    { href: '/accounts', key: 'nav.accounts' },
    { href: '/opportunities', key: 'nav.opportunities' },
    { href: '/materials', key: 'nav.materials' },
    { href: '/help', key: 'nav.help' },
    { href: '/sites', key: 'nav.sites' },
    { href: '/activity', key: 'nav.activity' },
  ],
  staff: [
    { href: '/desk/requests', key: 'nav.requests' },
    { href: '/desk/accounts', key: 'nav.desk_accounts' },
    { href: '/desk/opportunities', key: 'nav.opportunities' },
    { href: '/desk/materials', key: 'nav.materials' },
    { href: '/desk/mail', key: 'nav.mail' },
    { href: '/desk/activity', key: 'nav.activity' },
    { href: '/desk/people', key: 'nav.people' },
  ],
};

/** Where the brand leads. */
export const home: Record<Reading, string> = { guest: '/help', customer: '/', partner: '/', staff: '/desk' };

export const readingAs = (actorKind: string): Reading =>
  actorKind === 'customer' || actorKind === 'partner' || actorKind === 'staff' ? actorKind : 'guest';

/** `/requests` is current on `/requests` and everywhere below it. */
export const isCurrent = (path: string, href: string): boolean =>
  path === href || path.startsWith(`${href}/`);
