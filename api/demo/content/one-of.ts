/** @throws for a word that the list does not know */
export function oneOf<T extends string>(words: readonly T[], word: string | undefined): T {
  const found = words.find((one) => one === word);
  if (found === undefined) throw new Error(`The demo knows ${words.join(', ')}, but not ${word}`);
  return found;
}
