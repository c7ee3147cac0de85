/** Text as lists search it: lower case, without accents, so that "Muller" finds "Müller". */
export const fold = (...texts: (string | null | undefined)[]): string =>
  texts.filter(Boolean).join(' ').normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
