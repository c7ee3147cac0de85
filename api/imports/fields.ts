/** One thing that a row can say. */
export type Field = {
  /** What a cell is turned into; a text when nothing is said. */
  as?: 'text' | 'day' | 'moment' | 'amount' | 'country' | 'employees';
  /** For a closed list: each word with others that mean the same. */
  words?: Readonly<Record<string, readonly string[]>>;
  /** How columns with this are often headed, in the languages of the portal. */
  called: readonly string[];
  /** An import without it makes no sense. */
  required?: true;
};

export type Fields = Readonly<Record<string, Field>>;

const noMore = <T extends string>(words: readonly T[]) =>
  Object.fromEntries(words.map((word) => [word, []])) as unknown as Record<T, readonly string[]>;

/** A closed list, and what else its words are called in files. */
export const oneOf = <T extends string>(
  words: readonly T[],
  others: Partial<Record<T, readonly string[]>> = {},
): Record<T, readonly string[]> => ({ ...noMore(words), ...others });
