import { locales } from '#db/enums.ts';
import type { FieldKind } from '#db/enums.ts';
import type { Option } from '#db/schema/request-types.ts';
import { keyFrom } from './sent.ts';

const INDENT = '  ';
const escaped = (label: string) => label.replaceAll('|', String.raw`\|`);

/**
 * The options of a question as people write them, one a line: `key: English | Spanish | Russian`. In a tree what
 * stands further in belongs to the line above; in a choice `key (this, that): …` is offered beside these alone.
 */
export function writeOptions(kind: FieldKind, options: Option[] = []): string {
  const line = ({ key, label, under = [] }: Option) => {
    const words = locales.map((locale) => escaped(label[locale] ?? '')).join(' | ');
    const beside = kind === 'choice' && under.length ? ` (${under.join(', ')})` : '';
    return `${key}${beside}: ${words.replace(/( \| )+$/, '')}`;
  };
  if (kind === 'choice') return options.map(line).join('\n');
  const below = (above: string | undefined, depth: number): string[] =>
    options
      .filter(({ under }) => under?.[0] === above)
      .flatMap((option) => [INDENT.repeat(depth) + line(option), ...below(option.key, depth + 1)]);
  return below(undefined, 0).join('\n');
}

const LINE = /^(?:([a-z0-9][a-z0-9_-]*)\s*(?:\(([^)]*)\))?:\s*)?(.*)$/;

type Read = { key: string; label: Record<string, string>; under?: string[] };

export function readOptions(kind: string, text: string): Read[] {
  const read: Read[] = [];
  const above: { key: string; depth: number }[] = [];
  for (const raw of text.split(/\r?\n/).filter((one) => one.trim())) {
    const depth = (/^\s*/.exec(raw)?.[0] ?? '').replaceAll('\t', INDENT).length;
    const { key, label, beside } = lineIn(
      raw.trim(),
      read.map((one) => one.key),
    );
    while (depth <= (above.at(-1)?.depth ?? -1)) above.pop();
    const under = kind === 'tree' ? above.slice(-1).map((one) => one.key) : beside;
    above.push({ key, depth });
    read.push({ key, label, ...(under.length ? { under } : {}) });
  }
  return read;
}

function lineIn(line: string, taken: string[]) {
  const [, named, beside = '', words = ''] = LINE.exec(line) ?? [];
  const label = labelIn(words);
  const some = beside.split(',').map((one) => one.trim());
  return {
    key: named ?? keyFrom(label['en'] ?? '', taken, `option_${taken.length + 1}`),
    label,
    beside: some.filter(Boolean),
  };
}

function labelIn(words: string): Record<string, string> {
  const parts = words.split(/(?<!\\)\|/).map((part) => part.replaceAll(String.raw`\|`, '|').trim());
  return Object.fromEntries(locales.flatMap((locale, n) => (parts[n] ? [[locale, parts[n]]] : [])));
}
