import { isKey, type Translate } from '#api/i18n/index.ts';

type Given = { roleKind: string; roleKey: string; roleName: string | null };

/** Those that Portico brings are known by a key; what is "manager" at a partner is another thing at the house. */
export function roleName(t: Translate, { roleKind, roleKey, roleName: own }: Given): string {
  if (own !== null) return own;
  const key = `auth.role.${roleKind !== 'house' && roleKey === 'manager' ? 'team_manager' : roleKey}`;
  return isKey(key) ? t(key) : roleKey;
}
