import { isLocale, type Locale } from '#api/i18n/index.ts';

/** The language of ours that a browser would like best (RFC 9110 §12.5.4); none when it knows none of them. */
export function likedLocale(header: string): Locale | undefined {
  return header
    .split(',')
    .map((part) => part.split(';'))
    .map(([tag = '', ...params]) => ({
      locale: tag.trim().slice(0, 2).toLowerCase(),
      weight: weightIn(params),
    }))
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map(({ locale }) => locale)
    .find(isLocale);
}

function weightIn(params: string[]): number {
  const [, given] = params.map((param) => /^\s*q=([\d.]+)\s*$/i.exec(param)).find(Boolean) ?? [];
  return given === undefined ? 1 : Number(given) || 0;
}
