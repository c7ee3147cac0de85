import type { Found } from '#api/accounts/service.ts';
import type { FieldGroup } from '#db/enums.ts';
import { formatMoney } from '../../format.ts';
import { countryName } from './country-names.ts';

/** What a page shows of a company: one line, or several, or nothing when it is not known. */
export type CompanyFact = { label: string; lines: string[]; href?: string };

type About = Found['account'];

const digits = (phone: string) => phone.replace(/[^\d+]/g, '');
const bare = (website: string) => website.replace(/^https?:\/\//, '').replace(/\/$/, '');
const known = (...values: (string | null | undefined | false)[]) =>
  values.flatMap((value) => (value ? [value] : []));

/** The facts of each group, in the words of the reader. @param manager the name of who answers for the account */
export function factsOf(
  { t, locale }: Pick<App.Locals, 't' | 'locale'>,
  account: About,
  manager: string | null,
): Record<FieldGroup, CompanyFact[]> {
  const { website, phone, billingEmail, paymentDays, creditLimit, creditCurrency } = account;
  const town = known(account.postcode, account.city).join(' ');
  const country = account.country && countryName(locale, account.country);
  const credit = creditLimit !== null && creditCurrency && formatMoney(locale, creditLimit, creditCurrency);
  const days = paymentDays !== null && t('accounts.days', { count: paymentDays });
  return {
    identity: [
      {
        label: t('accounts.website'),
        lines: known(website && bare(website)),
        ...(website && { href: website }),
      },
      {
        label: t('accounts.phone'),
        lines: known(phone),
        ...(phone && { href: `tel:${digits(phone)}` }),
      },
      { label: t('accounts.address'), lines: known(account.street, town, country) },
    ],
    commercial: [
      { label: t('accounts.industry'), lines: known(account.industry) },
      { label: t('accounts.employees'), lines: known(account.employees?.replace('-', '–')) },
      {
        label: t('accounts.segment'),
        lines: known(account.segment && t(`accounts.segment_${account.segment}`)),
      },
    ],
    financial: [
      { label: t('accounts.vatId'), lines: known(account.vatId) },
      {
        label: t('accounts.billingEmail'),
        lines: known(billingEmail),
        ...(billingEmail && { href: `mailto:${billingEmail}` }),
      },
      { label: t('accounts.paymentDays'), lines: known(days) },
      { label: t('accounts.creditLimit'), lines: known(credit) },
    ],
    internal: [
      { label: t('accounts.managerId'), lines: known(manager) },
      { label: t('accounts.rating'), lines: known(account.rating?.toUpperCase()) },
      { label: t('accounts.remark'), lines: known(account.remark) },
    ],
  };
}
