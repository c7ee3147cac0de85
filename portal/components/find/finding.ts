import { can } from '#api/core/actor.ts';
import type { Finding } from '#api/find/service.ts';
import { find } from '#api/find/service.ts';
import type { FoundKind } from '#api/find/schemas.ts';
import type { Part } from '#api/articles/search.ts';
import { commands } from '../../commands.ts';
import type { IconName } from '../../icons/names.ts';
import { places, readingAs, type Place } from '../../nav.ts';

export type Option = {
  href: string;
  icon: IconName;
  parts: Part[];
  detail?: string | null | undefined;
  lang?: string | undefined;
};
export type OptionGroup = { key: `find.${FoundKind | 'go' | 'do'}`; options: Option[] };

const LONGEST = 100;
/** With it in front, only what can be done is listed. */
const ONLY_COMMANDS = '>';

const icons: Record<FoundKind, IconName> = {
  accounts: 'building',
  opportunities: 'half',
  requests: 'inbox',
  materials: 'file',
  articles: 'book',
};

/** What the reader may go to, do or read that has to do with `asked`; with nothing asked, where to go and what to do. */
export async function optionsFor(locals: App.Locals, asked: string): Promise<OptionGroup[]> {
  const { scope, locale, zone, t } = locals;
  const text = asked.replaceAll('\0', ' ').toWellFormed().trim().slice(0, LONGEST);
  const onlyCommands = text.startsWith(ONLY_COMMANDS);
  const q = onlyCommands ? text.slice(1).trim() : text;
  const reading = readingAs(scope.actor.kind);

  const named = (all: (Place & { icon?: IconName })[]): Option[] =>
    all
      .filter(({ right }) => !right || can(scope.actor, right))
      .map(({ href, key, icon = 'arrow' }) => ({ href, icon, parts: [{ text: t(key), hit: false }] }))
      .filter(({ parts }) => parts.some((part) => holds(part.text, q, locale)));
  const found = onlyCommands ? [] : await find(scope, { q, locale, zone });
  const groups: OptionGroup[] = [
    ...found.map(({ kind, items }) => ({
      key: `find.${kind}` as const,
      options: items.map((item) => optionOf(kind, item, reading === 'staff' ? '/desk' : '')),
    })),
    {
      key: 'find.do',
      options: [...named(commands[reading]), ...(q && !onlyCommands ? [inHelp(locals, q)] : [])],
    },
    { key: 'find.go', options: onlyCommands ? [] : named(places[reading]) },
  ];
  return groups.filter(({ options }) => options.length > 0);
}

/** How much was found; what can be done and where one can go was there before anybody asked. */
export const countOf = (groups: OptionGroup[]): number =>
  groups
    .filter(({ key }) => key !== 'find.do' && key !== 'find.go')
    .reduce((sum, { options }) => sum + options.length, 0);

const optionOf = (
  kind: FoundKind,
  { id, titleParts, detail, url, locale }: Finding,
  base: string,
): Option => ({
  href: url ?? `${base}/${kind}/${id}`,
  icon: icons[kind],
  parts: titleParts,
  detail,
  lang: locale,
});

const inHelp = ({ t, locale }: App.Locals, q: string): Option => ({
  href: `/help/${locale}/search?${new URLSearchParams({ q })}`,
  icon: 'search',
  parts: [{ text: t('find.search_help', { q }), hit: false }],
});

const holds = (text: string, q: string, locale: string) =>
  text.toLocaleLowerCase(locale).includes(q.toLocaleLowerCase(locale));
