import { covers, kindOf, type Member, type Rights } from '#api/core/actor.ts';
import { levels, rights, type AccountKind, type Level, type Right } from '#db/enums.ts';

const ALL = ['all'] as const;
const ACCOUNT = ['account'] as const;
const OWN = ['own', 'account'] as const;

const MEMBERS = {
  'materials.read': ACCOUNT,
  'sites.read': ACCOUNT,
  'sites.manage': ACCOUNT,
  'people.read': ACCOUNT,
  'people.invite': ACCOUNT,
  'people.manage': ACCOUNT,
  'events.read': OWN,
  'sso.read': ACCOUNT,
  'sso.manage': ACCOUNT,
} as const;

/** Which rights there are for the roles of a kind of account, and how far each can go. */
export const RIGHTS: Record<AccountKind, Partial<Record<Right, readonly Level[]>>> = {
  house: {
    ...Object.fromEntries(rights.map((right) => [right, ALL])),
    'requests.submit': [],
  },
  partner: {
    ...MEMBERS,
    'accounts.read': ['account', 'served', 'tree'],
    'accounts.edit': ['account', 'served'],
    'opportunities.read': ['own', 'account', 'tree'],
    'opportunities.edit': OWN,
    'products.read': ACCOUNT,
    'requests.read': ['own', 'account', 'served'],
    'requests.submit': ['own', 'account', 'served'],
  },
  customer: {
    ...MEMBERS,
    'accounts.read': ACCOUNT,
    'accounts.edit': ACCOUNT,
    'requests.read': OWN,
    'requests.submit': OWN,
  },
};

/** The rights of a kind, in the order in which they are always shown. */
export const rightsOf = (kind: AccountKind): Right[] => rights.filter((right) => RIGHTS[kind][right]?.length);

export const canGo = (kind: AccountKind, right: Right, level: Level): boolean =>
  RIGHTS[kind][right]?.includes(level) ?? false;

/** What is wrong with rights for a kind of account, by `prefix` and right: what may be changed must be seen. */
export function wrongRights(
  kind: AccountKind,
  held: Rights,
  prefix: string,
): Record<string, string> | undefined {
  const wrong = (Object.entries(held) as [Right, Level][]).flatMap(([right, level]): [string, string][] => {
    const read = `${right.slice(0, right.indexOf('.'))}.read` as Right;
    if (!canGo(kind, right, level)) return [[`${prefix}.${right}`, 'invalid_value']];
    return held[read] ? [] : [[`${prefix}.${right}`, 'needs_read']];
  });
  return wrong.length ? Object.fromEntries(wrong) : undefined;
}

/** What somebody may see and change of one thing, each with how far it goes. */
export type Line = { feature: string; see: Level | undefined; change: Level | undefined };

/** Rights as a person reads them: a line for each thing. */
export function linesOf(kind: AccountKind, held: Rights): Line[] {
  const byFeature = Object.groupBy(rightsOf(kind), (right) => right.slice(0, right.indexOf('.')));
  return Object.entries(byFeature).map(([feature, all = []]) => ({
    feature,
    see: held[`${feature}.read` as Right],
    change: furthest(all.filter((right) => !right.endsWith('.read')).map((right) => held[right])),
  }));
}

const furthest = (given: (Level | undefined)[]): Level | undefined =>
  levels.findLast((level) => given.includes(level));

/** How far the actor can let a right go in a role for a kind of account: never further than his own. */
export const levelsToGive = (actor: Member, kind: AccountKind, right: Right): Level[] => {
  const all = [...(RIGHTS[kind][right] ?? [])];
  const ofOwnKind = kind === kindOf(actor);
  return ofOwnKind ? all.filter((level) => covers(actor.rights[right], level)) : all;
};
