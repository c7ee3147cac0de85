import { can, goesTo, isMember, isStaff, type Actor, type Member } from '#api/core/actor.ts';
import type { engagementRights, FieldGroup } from '#db/enums.ts';
import type { Account, Engagement } from '#db/schema/accounts.ts';
import { fieldNames, FIELDS, type Field } from './fields.ts';
import { staysOpen } from './locks.ts';
import type { ChangeAccount } from './schemas.ts';

/** Fields are opened and locked by group; the contacts of a company are one more. */
export const groups = ['identity', 'commercial', 'financial', 'internal', 'contacts'] as const;
export type Group = (typeof groups)[number];
export type Access = (typeof engagementRights)[number];

/** How an actor stands to an account that it reaches. */
type Relation = 'staff' | 'own' | 'served' | 'below';

/**
 * Who may at most do what with which group. "engaged" is what the engagement says. What a reseller has agreed with
 * the house about money is not its distributor's, and what the house thinks of a company is nobody else's.
 */
const TABLE: Record<Relation, Record<Group, Access | 'engaged'>> = {
  staff: { identity: 'edit', commercial: 'edit', financial: 'edit', internal: 'edit', contacts: 'edit' },
  own: { identity: 'edit', commercial: 'edit', financial: 'edit', internal: 'none', contacts: 'edit' },
  served: {
    identity: 'engaged',
    commercial: 'engaged',
    financial: 'engaged',
    internal: 'none',
    contacts: 'engaged',
  },
  below: { identity: 'read', commercial: 'read', financial: 'none', internal: 'none', contacts: 'read' },
};

/** Why something cannot be changed, or not even be read. */
export type Reason = 'house' | 'engagement' | 'below' | 'role' | 'closed';

export type Opened = { access: Access; lock?: Reason };

/** What an actor may do with an account, by group, and with each of its fields. */
export type Fields = Record<Group, Opened> & { each: Record<Field, Opened> };

/** The least of what the relation, the engagement, the role and the state of the account leave open. */
export function fieldsOf(actor: Actor, account: Account, engagement: Engagement | undefined): Fields {
  const relation = relationOf(actor, account);
  const opened = Object.fromEntries(
    groups.map((group) => [group, least(limitsOf(actor, account, { group, relation, engagement }))]),
  ) as Record<Group, Opened>;
  const each = Object.fromEntries(
    fieldNames.map((field) => [field, ofField(field, opened[FIELDS[field].group], relation)]),
  ) as Record<Field, Opened>;
  return { ...opened, each };
}

type Asked = { group: Group; relation: Relation; engagement: Engagement | undefined };
type Limit = [Access, Reason];

function limitsOf(actor: Actor, account: Account, { group, relation, engagement }: Asked): Limit[] {
  const cell = TABLE[relation][group];
  const reaches = goesTo(actor, 'accounts.edit', relation === 'own' ? 'account' : 'served');
  const closed = account.closedAt !== null && !staysOpen(group);
  return [
    [cell === 'engaged' ? engagedIn(engagement, group) : cell, lockOn(relation, group)],
    [group === 'contacts' ? 'edit' : givenBy(actor, group), 'role'],
    [reaches ? 'edit' : 'read', 'role'],
    [closed ? 'read' : 'edit', 'closed'],
  ];
}

const ORDER: Access[] = ['none', 'read', 'edit'];

function least(limits: Limit[]): Opened {
  const access = ORDER.find((one) => limits.some(([limit]) => limit === one)) ?? 'none';
  const lock = limits.find(([limit]) => limit === access)?.[1];
  return access === 'edit' || !lock ? { access } : { access, lock };
}

const engagedIn = (engagement: Engagement | undefined, group: Group): Access =>
  group === 'internal' ? 'none' : (engagement?.[group] ?? 'none');

/** What the actor's role opens of a group, wherever it reaches. */
export const givenBy = (actor: Actor, group: FieldGroup): Access =>
  isMember(actor) ? (actor.fields[group] ?? 'none') : 'none';

/** Whether there may be an account of which the actor reads the group. */
export const everReads = (actor: Actor, group: FieldGroup): boolean =>
  givenBy(actor, group) !== 'none' && (group !== 'internal' || isStaff(actor));

/** By its name everybody knows an account that he reaches at all. */
function ofField(field: Field, opened: Opened, relation: Relation): Opened {
  const kept = FIELDS[field].keeper === 'house' && relation !== 'staff';
  if (kept && opened.access === 'edit') return { access: 'read', lock: 'house' };
  if (field === 'name' && kept) return { access: 'read', lock: 'house' };
  return field === 'name' && opened.access === 'none' ? { ...opened, access: 'read' } : opened;
}

function relationOf(actor: Actor, account: Account): Relation {
  if (isStaff(actor)) return 'staff';
  if ('accountId' in actor && actor.accountId === account.id) return 'own';
  if ('accountId' in actor && actor.accountId === account.parentId) return 'below';
  return 'served';
}

function lockOn(relation: Relation, group: Group): Reason {
  if (group === 'internal') return 'house';
  return relation === 'below' ? 'below' : 'engagement';
}

/** Whoever looks after people for the house shuts a company out; never the house itself. */
export const canClose = (actor: Actor, { kind }: Pick<Account, 'kind'>): actor is Member =>
  isStaff(actor) && can(actor, 'people.manage') && kind !== 'house';

/** Whether any fact of the company may be changed. */
export const companyOpen = ({ each }: Fields): boolean =>
  fieldNames.some((field) => each[field].access === 'edit');

/** Whether anything of the account may be changed. */
export const fieldsOpen = (fields: Fields): boolean =>
  companyOpen(fields) || fields.contacts.access === 'edit';

/** The named fields of a change that are the actor's neither now nor when the account is open. */
export const lockedFields = ({ each }: Fields, change: ChangeAccount): Field[] =>
  (Object.keys(change) as Field[]).filter(
    (field) => each[field].access !== 'edit' && each[field].lock !== 'closed',
  );
