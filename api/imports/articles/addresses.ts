import { posix } from 'node:path';

/** What a link in an article of another help centre leads to. */
export type Target =
  | {
      kind: 'articles' | 'sections' | 'categories';
      host: string;
      id: string;
      words: string;
      fragment: string;
    }
  | { kind: 'file'; path: string; fragment: string };

const HELP_CENTRE =
  /^\/hc(?:\/[a-z]{2,3}(?:-[\w]+)?)?\/(articles|sections|categories)\/(\d+)(?:-([^/]*))?\/?$/i;

/** @param from the file in which the link stands @returns `undefined` for what leads elsewhere */
export function targetOf(href: string, from: string): Target | undefined {
  const isWeb = /^(?:https?:)?\/\//i.test(href);
  if (isWeb || href.startsWith('/')) return inHelpCentre(URL.parse(href, 'https://here.invalid/'));
  if (href.startsWith('#') || /^[a-z][a-z\d+.-]*:/i.test(href)) return undefined;
  const [path = '', fragment = ''] = href.split('#');
  if (!/\.(?:md|markdown)$/i.test(path)) return undefined;
  return { kind: 'file', path: beside(from, path), fragment };
}

function inHelpCentre(url: URL | null): Target | undefined {
  const [, kind, id = '', words = ''] = HELP_CENTRE.exec(url?.pathname ?? '') ?? [];
  if (!url || !kind) return undefined;
  const named = kind.toLowerCase() as 'articles';
  return { kind: named, host: url.host, id, words: decoded(words), fragment: url.hash.slice(1) };
}

/** A path as it is written in a file that lies at `from`. */
export const beside = (from: string, path: string): string =>
  posix.normalize(posix.join(posix.dirname(from), decoded(path))).normalize('NFC');

export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
