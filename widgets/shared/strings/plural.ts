/** "1 answer", "5 answers": the words of a language for a count, with its own plural rules. */
export function forms(
  locale: string,
  words: Partial<Record<Intl.LDMLPluralRule, string>> & { other: string },
) {
  const rules = new Intl.PluralRules(locale);
  const number = new Intl.NumberFormat(locale);
  return (count: number) => `${number.format(count)} ${words[rules.select(count)] ?? words.other}`;
}
