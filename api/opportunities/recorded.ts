import type { Opportunity } from '#db/schema/opportunities.ts';

type Facts = Pick<Opportunity, 'title' | 'amount' | 'currency' | 'closeOn' | 'nextStep' | 'nextStepOn'> & {
  customerName: string;
  productName: string | null;
  ownerName: string | null;
};

/** An opportunity as the history tells it: names instead of ids, and an amount with its currency. */
export const recorded = ({ title, amount, currency, closeOn, nextStep, nextStepOn, ...names }: Facts) => ({
  title,
  customer: names.customerName,
  owner: names.ownerName,
  product: names.productName,
  amount: `${(amount / 100).toFixed(2)} ${currency}`,
  closeOn,
  nextStep,
  nextStepOn,
});
