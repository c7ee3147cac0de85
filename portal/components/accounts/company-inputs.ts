import type { ComponentProps } from 'astro/types';

import type { Field as Name } from '#api/accounts/fields.ts';
import { employeeBands } from '#api/accounts/schemas.ts';
import type { Locale, Translate } from '#api/i18n/index.ts';
import { currencies, ratings, segments, type FieldGroup } from '#db/enums.ts';
import type Field from '../Field.astro';
import { countryOptions } from './country-names.ts';

/** How the fields of a group stand in the form: those that are short share a line. */
export const LINES: Record<FieldGroup, Name[][]> = {
  identity: [['name'], ['website'], ['phone'], ['street'], ['postcode', 'city'], ['country']],
  commercial: [['industry', 'employees'], ['segment']],
  financial: [['vatId', 'billingEmail'], ['paymentDays'], ['creditLimit', 'creditCurrency']],
  internal: [['managerId', 'rating'], ['remark']],
};

type Input = Omit<ComponentProps<typeof Field>, 'name' | 'label' | 'from'>;
type Asked = { t: Translate; locale: Locale; managers: { id: string; name: string }[] };

/** What each field is asked with. */
export function companyInputs({ t, locale, managers }: Asked): Record<Name, Input> {
  const options = (all: { value: string; text: string }[]) => ({
    type: 'select' as const,
    optional: true,
    options: [{ value: '', text: t('shell.choose') }, ...all],
  });
  const words = (all: readonly string[], text: (value: never) => string) =>
    options(all.map((value) => ({ value, text: text(value as never) })));
  const line = (maxlength: number) => ({ optional: true, maxlength });
  return {
    name: { maxlength: 200 },
    website: { ...line(200), type: 'url', hint: t('accounts.website_hint') },
    phone: { ...line(40), type: 'tel', hint: t('accounts.phone_hint'), width: 'm' },
    street: line(200),
    postcode: line(20),
    city: line(100),
    country: options(countryOptions(locale)),
    industry: line(100),
    employees: words(employeeBands, (band: string) => band.replace('-', '–')),
    segment: words(segments, (value: (typeof segments)[number]) => t(`accounts.segment_${value}`)),
    vatId: line(40),
    billingEmail: { ...line(254), type: 'email' },
    paymentDays: {
      ...line(3),
      inputmode: 'numeric',
      width: 's',
      unit: t('accounts.days_unit'),
    },
    creditLimit: { ...line(20), inputmode: 'decimal' },
    creditCurrency: words(currencies, (currency: string) => currency),
    managerId: options(managers.map(({ id, name }) => ({ value: id, text: name }))),
    rating: words(ratings, (rating: string) => rating.toUpperCase()),
    remark: { ...line(2_000), type: 'textarea', hint: t('accounts.remark_hint') },
  };
}
