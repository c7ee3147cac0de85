/** Who may find a document. Each audience is named on its own; which of them a reader belongs to the caller knows. */
export type Audience = 'public' | 'signed_in' | 'customers' | 'partners' | 'internal';

/** One thing that can be found, in one language. */
export type SearchDocument = {
  kind: 'article';
  id: string;
  locale: string;
  audience: Audience;
  title: string;
  text: string;
  url: string;
};
