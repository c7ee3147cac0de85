import type { Html, Nodes, Root, Text } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';

import { HTML_ELEMENTS } from './elements.ts';

/** What a link or a picture is to lead to instead; `undefined` leaves it as it is. */
export type Rewriter = {
  link(href: string): { href: string; words: string } | undefined;
  picture(src: string): string | undefined;
};

type Edit = { start: number; end: number; text: string };

const parser = unified().use(remarkParse).use(remarkGfm);

/** A text that was read once and may be asked and rewritten more often. */
export type Reading = { source: string; tree: Root };

export const readMarkdown = (source: string): Reading => ({ source, tree: parser.parse(source) });

/** The Markdown of another help centre in the words of ours. What need not change stays as it was written. */
export function rewrite({ source, tree }: Reading, rewriter: Rewriter): string {
  const edits: Edit[] = [];
  visit(tree, (node) => {
    const start = node.position?.start.offset;
    const end = node.position?.end.offset;
    if (start === undefined || end === undefined) return;
    const text = edited(node, source.slice(start, end), rewriter);
    if (text !== undefined && text !== source.slice(start, end)) edits.push({ start, end, text });
  });
  return apply(source, edits);
}

/** A link around a picture and the picture in it are both changed: only ends of nodes are written anew. */
function apply(source: string, edits: Edit[]): string {
  let text = source;
  for (const edit of edits.map((one) => narrowed(one, source)).sort((a, b) => b.start - a.start))
    text = text.slice(0, edit.start) + edit.text + text.slice(edit.end);
  return text;
}

/** Without what is the same at the beginning and at the end. */
function narrowed({ start, end, text }: Edit, source: string): Edit {
  const old = source.slice(start, end);
  let head = 0;
  while (head < old.length && old[head] === text[head]) head += 1;
  let tail = 0;
  const most = Math.min(old.length, text.length) - head;
  while (tail < most && old.at(-1 - tail) === text.at(-1 - tail)) tail += 1;
  return { start: start + head, end: end - tail, text: text.slice(head, text.length - tail) };
}

/** Every picture that a text shows. */
export function picturesIn(reading: Reading): Set<string> {
  const pictures = new Set<string>();
  rewrite(reading, { link: () => undefined, picture: (src) => void pictures.add(src) });
  return pictures;
}

function edited(node: Nodes, slice: string, rewriter: Rewriter): string | undefined {
  switch (node.type) {
    case 'link':
      return linked(node.url, slice, rewriter);
    case 'definition':
      return swapped(slice, node.url, rewriter.link(node.url)?.href ?? rewriter.picture(node.url));
    case 'image':
      return swapped(slice, node.url, rewriter.picture(node.url));
    case 'html':
      return htmlOf(node, slice, rewriter);
    case 'text':
      return withoutAttributes(node, slice);
    default:
      return undefined;
  }
}

function linked(url: string, slice: string, rewriter: Rewriter): string | undefined {
  const to = rewriter.link(url);
  if (!to) return undefined;
  if (slice.startsWith('[')) return swapped(slice, url, to.href);
  return `[${to.words.replace(/[\\`*_[\]<>&~|]/g, '\\$&')}](${to.href})`;
}

/** The address in the last brackets. One that is written with escapes is found by where it must be. */
function swapped(slice: string, url: string, to: string | undefined): string | undefined {
  if (to === undefined) return undefined;
  const at = slice.lastIndexOf(url);
  if (at >= 0) return (slice.slice(0, at) + to + slice.slice(at + url.length)).replace(`<${to}>`, to);
  return slice.replace(
    /(\]\(\s*|\]:\s*)(?:<[^>]*>|[^\s)]+)(?![\s\S]*\]\()/,
    (_, opening: string) => opening + to,
  );
}

const ATTRIBUTE = /\b(href|src)(\s*=\s*)(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/gi;
const TAG = /<(\/?)([a-z][\w.-]*)((?![\w.-])[^<>]*)>/gi;

/** Addresses in HTML, and words in angle brackets that are no HTML: "type <password>". */
function htmlOf(_: Html, slice: string, rewriter: Rewriter): string {
  return slice.replace(TAG, (_tag, closing: string, name: string, rest: string) => {
    if (!HTML_ELEMENTS.has(name.toLowerCase())) return `&lt;${closing}${name}${rest}&gt;`;
    const attributes = rest.replace(ATTRIBUTE, (whole: string, ...[key, equals, ...values]: string[]) => {
      const value = (values.slice(0, 3).find((one) => one !== undefined) ?? '').replaceAll('&amp;', '&');
      const to = key?.toLowerCase() === 'href' ? rewriter.link(value)?.href : rewriter.picture(value);
      return to === undefined
        ? whole
        : `${key}${equals}"${to.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"`;
    });
    return `<${closing}${name}${attributes}>`;
  });
}

const ATTRIBUTES = String.raw`(?:(?:\.[a-z][\w-]*|#[\w-]+)+|[a-z][\w-]*=(?:"[^"]*"|[^\s"}]+))`;
/** A blank parts one from the next: could they stand together, a long address would be cut in every way there is. */
const CLASSES = new RegExp(String.raw`\{\s*${ATTRIBUTES}(?:\s+${ATTRIBUTES})*\s*\}`, 'gi');

/** `{.button width=300}` says how something looks in another help centre; `{#name}` is ours as well. */
const withoutAttributes = (_: Text, slice: string): string =>
  slice.replace(CLASSES, (whole) => {
    const name = /#[\w-]+/.exec(whole)?.[0];
    return name === undefined ? '' : `{${name}}`;
  });
