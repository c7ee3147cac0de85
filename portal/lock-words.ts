import { formatLocales, isKey, type Key } from '#api/i18n/index.ts';
import type { Lock } from '#api/core/lock.ts';

const keyOf = (why: string, end: string): Key | undefined => {
  const key = `${why.replace('.', '.locked_')}${end}`;
  return isKey(key) ? key : undefined;
};

/** Why a thing is locked, what of it may still be changed, and who undoes it; each a sentence. */
export function lockWords(
  { t, locale, house }: Pick<App.Locals, 't' | 'locale' | 'house'>,
  { why, may, undo }: Lock,
  { labels, account }: { labels: Record<string, string>; account: string },
): string[] {
  const list = new Intl.ListFormat(formatLocales[locale], { type: 'conjunction' });
  const fields = list.format(may.map((field) => labels[field] ?? field));
  const who = undo.by === 'house' ? house.name : account;
  return [
    { key: keyOf(why, ''), params: {} },
    { key: may.length ? ('shell.lock_may' as const) : undefined, params: { fields } },
    { key: keyOf(why, undo.mine ? '_mine' : '_others'), params: { who } },
  ].flatMap(({ key, params }) => (key ? [t(key, params as Record<string, string>)] : []));
}
