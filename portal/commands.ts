import type { IconName } from './icons/names.ts';
import type { Place, Reading } from './nav.ts';

export interface Command extends Place {
  icon: IconName;
}

/** What somebody may want to do from anywhere; the places to go to are those of the navigation. */
export const commands: Record<Reading, Command[]> = {
  guest: [],
  customer: [
    { href: '/requests/new', key: 'find.ask_request', icon: 'plus', right: 'requests.submit' },
    { href: '/sites/new', key: 'find.add_site', icon: 'plus', right: 'sites.manage' },
    { href: '/team', key: 'find.invite', icon: 'users', right: 'people.invite' },
  ],
  partner: [
    { href: '/opportunities/new', key: 'find.add_opportunity', icon: 'plus', right: 'opportunities.edit' },
    { href: '/requests/new', key: 'find.ask_request', icon: 'plus', right: 'requests.submit' },
    { href: '/sites/new', key: 'find.add_site', icon: 'plus', right: 'sites.manage' },
    { href: '/team', key: 'find.invite', icon: 'users', right: 'people.invite' },
  ],
  staff: [
    { href: '/desk/requests/new', key: 'requests.entry.title', icon: 'plus', right: 'requests.work' },
    { href: '/desk/macros/new', key: 'macros.add', icon: 'plus', right: 'requests.work' },
    { href: '/desk/articles/new', key: 'find.add_article', icon: 'plus', right: 'articles.manage' },
    { href: '/desk/materials/new', key: 'find.add_material', icon: 'upload', right: 'materials.manage' },
    { href: '/desk/people', key: 'find.invite', icon: 'users', right: 'people.invite' },
  ],
};
