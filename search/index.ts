import type { Audience, SearchDocument } from './document.ts';

/** What can be found in a search engine. Nobody sees more than the audiences that a query names. */
export interface Search {
  /** Adds documents, or replaces those of the same kind, id and locale. */
  put(documents: SearchDocument[]): Promise<void>;
  /** Takes things out, in every language. */
  drop(kind: SearchDocument['kind'], ids: string[]): Promise<void>;
  /** The best first. */
  find(query: Query): Promise<Hit[]>;
  /** How many documents there are for these readers. */
  count(among: Among): Promise<number>;
}

/** Part of the query itself, so that a limit never counts what the reader may not see. */
export type Among = {
  audiences: readonly Audience[];
  locale?: string | undefined;
  kinds?: readonly SearchDocument['kind'][] | undefined;
};

export type Query = Among & {
  text: string;
  limit: number;
  /** Whether the last word may be the beginning of a longer one, as while somebody types. */
  prefix?: boolean | undefined;
};

export type Hit = Pick<SearchDocument, 'id' | 'kind' | 'locale' | 'title' | 'url'> & {
  titleParts: Part[];
  snippet: Part[];
};

/** Highlighting without HTML: the pieces in order, and which of them were searched for. */
export type Part = { text: string; hit: boolean };
