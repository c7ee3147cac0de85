/** The forms of the demo company's content. Keys are closed unions, so a wrong reference does not compile. */

export type AccountKey = 'northlight' | 'brightline' | 'cobalt' | 'dune' | 'ember' | 'fjord' | 'granite';
export type PartnerKey = Extract<AccountKey, 'brightline' | 'cobalt'>;
export type CustomerKey = Extract<AccountKey, 'dune' | 'ember' | 'fjord' | 'granite'>;
export type StaffKey = 'ada' | 'abe' | 'eve';
export type PersonKey = StaffKey | 'bea' | 'ben' | 'cleo' | 'dan' | 'dora' | 'emil' | 'freja' | 'gus';

export type Locale = 'en' | 'es' | 'ru';
export type Currency = 'EUR' | 'USD' | 'GBP';
export type Product = 'NL-200' | 'FM-40' | 'TH-12' | 'PX-3' | 'Harbor';

/** A clock time in UTC, some days before the demo is loaded. */
export type Moment = { daysAgo: number; at: `${number}:${number}` };

/** A calendar day relative to today; negative is past. */
export type Day = { inDays: number };

export type Address = { lines: string[]; city: string; region?: string; postcode: string; country: string };

export type Account = {
  key: AccountKey;
  kind: 'house' | 'partner' | 'customer';
  name: string;
  industry: string;
  website: string;
  phone: string;
  address: Address;
  size: '1-10' | '11-50' | '51-200' | '201-500' | '501-1000';
  about: string;
  since: Moment;
};

export type Contact = { account: CustomerKey; name: string; email: string; phone: string; title: string };

export type Engagement = {
  partner: PartnerKey;
  customer: CustomerKey;
  rights: ('identity' | 'contacts' | 'requests')[];
  since: Moment;
};

export type Person = {
  key: PersonKey;
  account: AccountKey;
  role: 'admin' | 'manager' | 'agent' | 'editor' | 'owner' | 'member';
  name: string;
  email: string;
  phone: string;
  title: string;
  locale: Locale;
  zone: string;
};

export type Stage = 'qualify' | 'discover' | 'propose' | 'negotiate' | 'won' | 'lost';

export type Opportunity = {
  key: string;
  partner: PartnerKey;
  customer: CustomerKey;
  owner: PersonKey;
  title: string;
  stage: Stage;
  /** Minor units: 48_600_00 is 48,600.00. */
  amount: number;
  currency: Currency;
  closeOn: Day;
  sharedWithHouse: boolean;
  products: Product[];
  nextStep?: { text: string; due: Day };
  lostReason?: string;
  /** Oldest first; the first entry is the creation, the last one is `stage`. */
  history: { stage: Stage; at: Moment; by: PersonKey }[];
  notes: { by: PersonKey; at: Moment; text: string }[];
};

export type Attachment = { name: string; type: string; text: string };
export type Message = { by: PersonKey; at: Moment; text: string; attachments?: Attachment[] };

export type Request = {
  key: string;
  customer: CustomerKey;
  by: PersonKey;
  assignee?: StaffKey;
  category: 'question' | 'problem' | 'change' | 'billing';
  priority: 'low' | 'normal' | 'high' | 'urgent';
  status: 'submitted' | 'in_progress' | 'waiting_customer' | 'waiting_other' | 'resolved' | 'closed';
  product?: Product;
  locale: Locale;
  subject: string;
  body: string;
  at: Moment;
  attachments?: Attachment[];
  /** Public replies after `body`, oldest first. */
  messages: Message[];
  /** For staff only. */
  notes: { by: StaffKey; at: Moment; text: string }[];
  /** Set for `waiting_other`: when we look again. */
  reviewOn?: Day;
  resolvedAt?: Moment;
  closedAt?: Moment;
  satisfaction?: { score: 1 | 2 | 3 | 4 | 5; comment?: string; at: Moment };
};

export type SectionKey = 'getting-started' | 'devices' | 'harbor' | 'orders-warranty';
export type Section = { key: SectionKey; title: Record<Locale, string>; summary: Record<Locale, string> };
export type ArticleAudience = 'public' | 'customers' | 'partners' | 'internal';

/** What is true of an article in every language; the words are in `articles/{locale}/{slug}.md`. */
export type ArticlePlan = { slug: string; author: StaffKey; publishedAt: Moment; updatedAt: Moment };

export type Article = {
  slug: string;
  locale: Locale;
  title: string;
  section: SectionKey;
  audience: ArticleAudience;
  summary: string;
  /** Markdown; links to other articles read `[text](article:slug)`. */
  body: string;
};

export type FileSource =
  | { kind: 'pdf'; title: string; lines: string[] }
  | { kind: 'text'; text: string }
  | { kind: 'logo'; size: number; ground: 'light' | 'dark' };

export type Material = {
  key: string;
  title: string;
  category: 'brochure' | 'datasheet' | 'case-study' | 'presentation' | 'logo' | 'price-list';
  audience: 'partners' | 'customers' | 'public';
  language: Locale;
  product?: Product;
  description: string;
  file: { name: string; type: string; source: FileSource };
  version: string;
  publishedAt: Moment;
  expiresInDays?: number;
};

export type Site = {
  key: string;
  account: AccountKey;
  name: string;
  url: string;
  origins: string[];
  locale: Locale;
};
