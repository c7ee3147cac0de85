import type { Listed, Reject } from '#api/imports/service.ts';

/** A reason with what the column says in the rows that were refused for it, the most frequent first. */
export type Refusal = {
  reason: string;
  rows: number;
  field: string;
  /** The column that becomes this field, by its place; none where the file has none. */
  place: number | undefined;
  words: string[];
};

const SHOWN = 5;
/** Reasons that another word in the file, or a text in its place, would mend. */
const MENDABLE = /\.(required|unknown|unknown_word|invalid\w*)$/;

export const isMendable = ({ reason, place, words }: Refusal): boolean =>
  MENDABLE.test(reason) && (isMissing(reason) || (place !== undefined && words.length > 0));

export const isMissing = (reason: string): boolean => reason.endsWith('.required');

/** Every reason of an import, the one that refused most rows first. */
export function refusalsOf({ rejected, mapping, analysis }: Listed, rejects: Reject[]): Refusal[] {
  return Object.entries(rejected)
    .toSorted(([, a], [, b]) => b - a)
    .map(([reason, rows]) => {
      const [field = ''] = reason.split('.');
      const at = analysis.columns.findIndex((column) => mapping.columns[column] === field);
      const place = at < 0 ? undefined : at;
      return {
        reason,
        rows,
        field,
        place,
        words: wordsAt(
          place,
          rejects.filter(({ reasons }) => reasons.includes(reason)),
        ),
      };
    });
}

function wordsAt(place: number | undefined, rejects: Reject[]): string[] {
  if (place === undefined) return [];
  const counts = new Map<string, number>();
  for (const { cells } of rejects) {
    const word = cells[place]?.trim() ?? '';
    if (word) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const sorted = [...counts].toSorted(([, a], [, b]) => b - a);
  return sorted.slice(0, SHOWN).map(([word]) => word);
}
