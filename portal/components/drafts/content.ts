/** What a form holds that is worth keeping. */
export type Content = { fields: Record<string, string>; attachments: string[] };

/** What a form carries for itself, and nobody has typed. */
const OWN = new Set(['action', 'keep', 'draft', 'version', 'seen']);
const FILES = 'attachments[]';

export function contentOf(form: HTMLFormElement): Content {
  const sent = [...new FormData(form)].filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string' && !OWN.has(entry[0]),
  );
  return {
    fields: Object.fromEntries(sent.filter(([name]) => name !== FILES)),
    attachments: sent.filter(([name]) => name === FILES).map(([, id]) => id),
  };
}

/** Nobody misses a form in which nothing was written. */
export const isEmpty = ({ fields, attachments }: Content): boolean =>
  attachments.length === 0 && !fields['body']?.trim() && !fields['subject']?.trim();
