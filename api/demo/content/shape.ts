import type { AccountKind, currencies, engagementRights, Locale, ratings, segments } from '#db/enums.ts';

export type { Locale } from '#db/enums.ts';

/** The forms of the demo company's content. */

/** Which one it is; a key that nobody has stops the loading of the demo. */
export type AccountKey = string;
export type PersonKey = string;

/** A clock time in UTC, some days before the demo is loaded. */
export type Moment = { daysAgo: number; at: `${number}:${number}` };

/** A calendar day relative to today; negative is past. */
export type Day = { inDays: number };

export type Account = {
  key: AccountKey;
  kind: AccountKind;
  /** The key of the distributor above a reseller, or nothing. */
  under: AccountKey;
  name: string;
  industry: string;
  size: string;
  website: string;
  phone: string;
  street: string;
  city: string;
  region: string;
  postcode: string;
  country: string;
  since: Moment;
};

/** What the house has agreed with a company about money, and what it thinks of it. */
export type Dealing = {
  account: AccountKey;
  segment: (typeof segments)[number];
  vatId: string;
  billingEmail: string;
  paymentDays: number;
  credit: { limit: number; currency: (typeof currencies)[number] } | undefined;
  manager: PersonKey;
  rating: (typeof ratings)[number];
  remark: string;
};

export type Contact = { account: AccountKey; name: string; email: string; phone: string; title: string };

/** What the partner may know of the customer, and do about it. */
export type Engagement = {
  partner: AccountKey;
  customer: AccountKey;
  identity: Opening;
  commercial: Opening;
  financial: Opening;
  contacts: Opening;
  requests: Opening;
  since: Moment;
};
type Opening = (typeof engagementRights)[number];

export type Person = {
  key: PersonKey;
  account: AccountKey;
  role: string;
  name: string;
  email: string;
  phone: string;
  title: string;
  locale: Locale;
  zone: string;
};

/** Something about a company that was corrected; the value it has now is in its row. */
export type Correction = {
  account: AccountKey;
  by: PersonKey;
  at: Moment;
  field: 'phone' | 'street';
  before: string;
};

export type Section = { key: string; names: Record<Locale, string> };
export type ArticleAudience = 'public' | 'customers' | 'partners' | 'internal';

/** What is true of an article in every language; the words are in `articles/{locale}/{slug}.md`. */
export type ArticlePlan = {
  number: number;
  slug: string;
  author: PersonKey;
  publishedAt: Moment;
  updatedAt: Moment;
};

export type Article = {
  slug: string;
  locale: Locale;
  title: string;
  section: string;
  audience: ArticleAudience;
  summary: string;
  /** Markdown; links to other articles read `[text](article:slug)`, pictures `![text](name.svg "caption")`. */
  body: string;
};

export type Site = {
  key: string;
  account: AccountKey;
  name: string;
  /** Where it stands. */
  origins: string[];
};
