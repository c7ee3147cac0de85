import type { SearchDocument } from './document.ts';

export type Part = { text: string; hit: boolean };
export type Hit = { id: string; kind: string; locale: string; title: string; url: string; titleParts: Part[]; snippet: Part[] };
export interface Search {
  put(documents: SearchDocument[]): Promise<void>;
  drop(kind: string, ids: string[]): Promise<void>;
  find(query: { text: string; audiences: string[]; locale?: string; kinds?: string[]; limit: number; prefix?: boolean }): Promise<Hit[]>;
}
