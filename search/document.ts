export type SearchDocument = { kind: 'article'; id: string; locale: string; audience: string; title: string; text: string; url: string };
