import type { Translate } from '#api/i18n/index.ts';
import type { OpportunityStage } from '#db/enums.ts';
import { formatMoney, type Reader } from '../../format.ts';
import type { IconName } from '../../icons/names.ts';

type Look = { icon?: IconName; tone?: 'good' | 'accent' };

/** A stage at a glance; its name always stands beside it. */
export const stageLook: Record<OpportunityStage, Look> = {
  qualify: { icon: 'open' },
  discover: { tone: 'accent' },
  propose: { tone: 'accent' },
  negotiate: { tone: 'accent' },
  won: { tone: 'good' },
  lost: { icon: 'off' },
};

export const labelsOf = (t: Translate) => ({
  title: t('opportunities.title'),
  customerId: t('opportunities.customer'),
  productId: t('opportunities.product'),
  amount: t('opportunities.amount'),
  currency: t('opportunities.currency'),
  closeOn: t('opportunities.closeOn'),
  ownerId: t('opportunities.owner'),
  nextStep: t('opportunities.nextStep'),
  nextStepOn: t('opportunities.nextStepOn'),
  shared: t('opportunities.who_sees'),
  lostReason: t('opportunities.lostReason'),
  body: t('opportunities.note'),
});

type Worth = { currency: string; amount: number }[];

/** €612,900 + $4,000 */
export const worthText = ({ locale }: Reader, worth: Worth): string =>
  worth.map(({ amount, currency }) => formatMoney(locale, amount, currency)).join(' + ');

/** Red once it is late, amber today and tomorrow. */
export function stepUrgency(day: string | null, today: string): 'late' | 'soon' | undefined {
  if (!day) return undefined;
  if (day < today) return 'late';
  return Date.parse(day) - Date.parse(today) <= 86_400_000 ? 'soon' : undefined;
}
