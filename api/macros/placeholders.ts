/** What a reply can leave open until somebody runs it; nothing else is filled in. */
export const placeholders = ['requester', 'company', 'reference', 'subject', 'agent', 'house'] as const;
export type Placeholder = (typeof placeholders)[number];

const PLACEHOLDER = /\{\{\s*([a-z_]+)\s*\}\}/gi;

const known = (name: string): Placeholder | undefined =>
  placeholders.find((one) => one === name.toLowerCase());

/** The names in a text that stand for nothing. */
export const unknownIn = (text: string): string[] =>
  [...text.matchAll(PLACEHOLDER)].flatMap(([, name = '']) => (known(name) ? [] : [name]));

/** In one pass: what somebody is called is never taken for a placeholder itself. */
export const fill = (text: string, values: Record<Placeholder, string>): string =>
  text.replaceAll(PLACEHOLDER, (whole, name: string) => {
    const placeholder = known(name);
    return placeholder ? values[placeholder] : whole;
  });
