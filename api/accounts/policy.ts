import { can, goesTo, isStaff, type Actor, type Member } from '#api/core/actor.ts';
import type { engagementRights } from '#db/enums.ts';
import type { Account, Engagement } from '#db/schema/accounts.ts';
import type { ChangeAccount } from './schemas.ts';

/** Fields are opened and locked by group. */
export type Group = 'name' | 'identity' | 'contacts';
export type Access = (typeof engagementRights)[number];

/** How an actor stands to an account that it reaches. */
type Relation = 'staff' | 'own' | 'served' | 'below';

/**
 * Who may do what with which group. "engaged" is what the engagement says. The name is the house's: contracts and
 * invoices carry it.
 */
const TABLE: Record<Relation, Record<Group, Access | 'engaged'>> = {
  staff: { name: 'edit', identity: 'edit', contacts: 'edit' },
  own: { name: 'read', identity: 'edit', contacts: 'edit' },
  served: { name: 'read', identity: 'engaged', contacts: 'engaged' },
  below: { name: 'read', identity: 'read', contacts: 'read' },
};

/** Why a group cannot be changed. */
export type Lock = 'house' | 'engagement' | 'below' | 'role' | 'closed';

export type Fields = Record<Group, { access: Access; lock?: Lock }>;

export const groupOf: Record<keyof ChangeAccount, Group> = {
  name: 'name',
  website: 'identity',
  phone: 'identity',
  industry: 'identity',
  employees: 'identity',
  street: 'identity',
  postcode: 'identity',
  city: 'identity',
  country: 'identity',
};

export function fieldsOf(actor: Actor, account: Account, engagement: Engagement | undefined): Fields {
  const relation = relationOf(actor, account);
  const open = (group: Group): Fields[Group] => {
    const cell = TABLE[relation][group];
    const access = cell === 'engaged' ? (engagement?.[group as 'identity' | 'contacts'] ?? 'none') : cell;
    if (access !== 'edit') return { access, lock: lockOf(relation, group) };
    if (!goesTo(actor, 'accounts.edit', relation === 'own' ? 'account' : 'served'))
      return { access: 'read', lock: 'role' };
    if (account.closedAt && relation !== 'staff') return { access: 'read', lock: 'closed' };
    return { access };
  };
  return { name: open('name'), identity: open('identity'), contacts: open('contacts') };
}

function relationOf(actor: Actor, account: Account): Relation {
  if (isStaff(actor)) return 'staff';
  if ('accountId' in actor && actor.accountId === account.id) return 'own';
  if ('accountId' in actor && actor.accountId === account.parentId) return 'below';
  return 'served';
}

function lockOf(relation: Relation, group: Group): Lock {
  if (group === 'name') return 'house';
  return relation === 'below' ? 'below' : 'engagement';
}

/** Whoever looks after people for the house shuts a company out; never the house itself. */
export const canClose = (actor: Actor, { kind }: Pick<Account, 'kind'>): actor is Member =>
  isStaff(actor) && can(actor, 'people.manage') && kind !== 'house';

/** Whether anything of the account may be changed. */
export const fieldsOpen = (fields: Fields): boolean =>
  Object.values(fields).some(({ access }) => access === 'edit');

/** The named fields of a change that its group does not open. */
export const lockedFields = (fields: Fields, change: ChangeAccount): string[] =>
  (Object.keys(change) as (keyof ChangeAccount)[]).filter(
    (field) => fields[groupOf[field]].access !== 'edit',
  );
