import type { FieldRights } from '#api/core/actor.ts';
import type { Database } from '#db/client.ts';
import { accountKinds, type AccountKind, type Level, type Right } from '#db/enums.ts';
import { roles, type Role } from '#db/schema/people.ts';

type Preset = { kind: AccountKind; key: string; rights: Partial<Record<Right, Level>>; fields: FieldRights };

/** The roles that Portico brings. They are rows like any other; a start brings them up to date. */
export const presets: Preset[] = [
  {
    kind: 'house',
    key: 'admin',
    fields: { identity: 'edit', commercial: 'edit', financial: 'edit', internal: 'edit' },
    rights: {
      'accounts.read': 'all',
      'accounts.edit': 'all',
      'opportunities.read': 'all',
      'opportunities.edit': 'all',
      'materials.read': 'all',
      'materials.manage': 'all',
      'requests.read': 'all',
      'requests.work': 'all',
      'articles.read': 'all',
      'articles.manage': 'all',
      'sites.read': 'all',
      'sites.manage': 'all',
      'people.read': 'all',
      'people.invite': 'all',
      'people.manage': 'all',
      'people.view_as': 'all',
      'products.read': 'all',
      'products.manage': 'all',
      'imports.read': 'all',
      'imports.run': 'all',
      'events.read': 'all',
      'mail.read': 'all',
      'privacy.read': 'all',
      'privacy.manage': 'all',
      'sso.read': 'all',
      'sso.manage': 'all',
      'settings.read': 'all',
      'settings.manage': 'all',
    },
  },
  {
    kind: 'house',
    key: 'manager',
    fields: { identity: 'edit', commercial: 'edit', financial: 'edit', internal: 'edit' },
    rights: {
      'accounts.read': 'all',
      'accounts.edit': 'all',
      'opportunities.read': 'all',
      'opportunities.edit': 'all',
      'materials.read': 'all',
      'materials.manage': 'all',
      'requests.read': 'all',
      'articles.read': 'all',
      'sites.read': 'all',
      'people.read': 'all',
      'people.invite': 'all',
      'people.manage': 'all',
      'products.read': 'all',
      'products.manage': 'all',
      'imports.read': 'all',
      'events.read': 'all',
    },
  },
  {
    kind: 'house',
    key: 'agent',
    fields: { identity: 'read', commercial: 'read', internal: 'read' },
    rights: {
      'accounts.read': 'all',
      'requests.read': 'all',
      'requests.work': 'all',
      'articles.read': 'all',
      'materials.read': 'all',
      'products.read': 'all',
      'people.read': 'all',
      'events.read': 'all',
    },
  },
  {
    kind: 'house',
    key: 'editor',
    fields: {},
    rights: {
      'articles.read': 'all',
      'articles.manage': 'all',
      'materials.read': 'all',
      'materials.manage': 'all',
      'products.read': 'all',
      'people.read': 'all',
      'events.read': 'all',
    },
  },
  {
    kind: 'partner',
    key: 'owner',
    fields: { identity: 'edit', commercial: 'edit', financial: 'edit' },
    rights: {
      'accounts.read': 'tree',
      'accounts.edit': 'served',
      'opportunities.read': 'tree',
      'opportunities.edit': 'account',
      'products.read': 'account',
      'materials.read': 'account',
      'requests.read': 'served',
      'requests.submit': 'served',
      'sites.read': 'account',
      'sites.manage': 'account',
      'people.read': 'account',
      'people.invite': 'account',
      'people.manage': 'account',
      'events.read': 'account',
      'sso.read': 'account',
      'sso.manage': 'account',
    },
  },
  {
    kind: 'partner',
    key: 'manager',
    fields: { identity: 'edit', commercial: 'edit', financial: 'read' },
    rights: {
      'accounts.read': 'served',
      'accounts.edit': 'served',
      'opportunities.read': 'account',
      'opportunities.edit': 'account',
      'products.read': 'account',
      'materials.read': 'account',
      'requests.read': 'served',
      'requests.submit': 'served',
      'sites.read': 'account',
      'sites.manage': 'account',
      'people.read': 'account',
      'people.invite': 'account',
      'people.manage': 'account',
      'events.read': 'account',
    },
  },
  {
    kind: 'partner',
    key: 'member',
    fields: { identity: 'edit', commercial: 'edit' },
    rights: {
      'accounts.read': 'served',
      'accounts.edit': 'served',
      'opportunities.read': 'account',
      'opportunities.edit': 'account',
      'products.read': 'account',
      'materials.read': 'account',
      'requests.read': 'own',
      'requests.submit': 'own',
      'sites.read': 'account',
      'people.read': 'account',
      'events.read': 'account',
    },
  },
  {
    kind: 'customer',
    key: 'owner',
    fields: { identity: 'edit', commercial: 'edit', financial: 'edit' },
    rights: {
      'accounts.read': 'account',
      'accounts.edit': 'account',
      'materials.read': 'account',
      'requests.read': 'account',
      'requests.submit': 'account',
      'sites.read': 'account',
      'sites.manage': 'account',
      'people.read': 'account',
      'people.invite': 'account',
      'people.manage': 'account',
      'events.read': 'account',
      'sso.read': 'account',
      'sso.manage': 'account',
    },
  },
  {
    kind: 'customer',
    key: 'manager',
    fields: { identity: 'edit', commercial: 'edit', financial: 'read' },
    rights: {
      'accounts.read': 'account',
      'accounts.edit': 'account',
      'materials.read': 'account',
      'requests.read': 'account',
      'requests.submit': 'account',
      'sites.read': 'account',
      'people.read': 'account',
      'people.invite': 'account',
      'people.manage': 'account',
      'events.read': 'account',
    },
  },
  {
    kind: 'customer',
    key: 'member',
    fields: { identity: 'read', commercial: 'read' },
    rights: {
      'accounts.read': 'account',
      'materials.read': 'account',
      'requests.read': 'own',
      'requests.submit': 'own',
      'people.read': 'account',
      'events.read': 'own',
    },
  },
];

/** Whoever has this role answers for the account: there is always one at least. */
export const LEADING: Record<AccountKind, string> = { house: 'admin', partner: 'owner', customer: 'owner' };

export const leads = ({ kind, key, preset }: Pick<Role, 'kind' | 'key' | 'preset'>): boolean =>
  preset && key === LEADING[kind];

export const presetId = (kind: AccountKind, key: string) => `role_${kind}_${key}`;

export const leadingIds = accountKinds.map((kind) => presetId(kind, LEADING[kind]));

export async function ensurePresets(db: Database): Promise<void> {
  for (const { kind, key, rights, fields } of presets) {
    await db.direct
      .insert(roles)
      .values({ id: presetId(kind, key), kind, key, rights, fields, preset: true })
      .onConflictDoUpdate({ target: roles.id, set: { rights, fields } });
  }
}
