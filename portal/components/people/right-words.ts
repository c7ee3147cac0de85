import { isKey, type Translate } from '#api/i18n/index.ts';
import type { Level } from '#db/enums.ts';

const word = (t: Translate, key: string, otherwise: string) => (isKey(key) ? t(key) : otherwise);

/** `opportunities` as a reader calls them. */
export const featureText = (t: Translate, feature: string) => word(t, `people.feature.${feature}`, feature);
/** What a right lets somebody do with it. */
export const actionText = (t: Translate, action: string) => word(t, `people.right.${action}`, action);

/** How far a right goes, in an account of this name. */
export const levelText = (t: Translate, level: Level | undefined, account: string) =>
  t(`people.level.${level ?? 'none'}`, { account });

/** `rights.opportunities.edit`, as the fields of a form are named. */
export function rightText(t: Translate, name: string): string {
  const [, feature = '', action = ''] = name.split('.');
  return `${featureText(t, feature)}: ${actionText(t, action)}`;
}

/** The account that roles of a kind are about: one's own, or any. */
export const accountText = (t: Translate, own: App.Person | undefined, kind: string) =>
  own?.account.kind === kind ? own.account.name : t('people.their_account');
