import type { Nodes, Root } from 'hast';
import rehypeSlug from 'rehype-slug';
import rehypeStringify from 'rehype-stringify';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';

import { invalid } from '#api/core/errors.ts';
import { rehypeSafe } from '#api/core/sanitize.ts';
import { PREFIX, rehypeFragments, rehypeNames } from './anchors.ts';
import { rehypeCodeWords } from './code-words.ts';
import { isTooComplex } from './complexity.ts';
import { rehypePictures, type Shown } from './figures.ts';
import { rehypeLook } from './look.ts';
import { rehypeHtml } from './raw.ts';

export type Heading = { id: string; text: string; depth: 2 | 3 };
export type Rendered = { html: string; headings: Heading[]; text: string };

const processor = unified()
  .use(remarkParse)
  .use(remarkGfm)
  .use(remarkRehype, {
    allowDangerousHtml: true,
    clobberPrefix: 'note-',
    footnoteLabelProperties: { className: ['visually-hidden'] },
    footnoteBackLabel: (reference) => `↩ ${reference + 1}`,
  })
  .use(rehypeHtml)
  .use(rehypeNames)
  .use(rehypeSlug, { prefix: PREFIX })
  .use(rehypeFragments)
  .use(rehypePictures)
  .use(rehypeLook)
  .use(rehypeCodeWords)
  .use(rehypeSafe)
  .use(rehypeStringify);

/**
 * Markdown of an article as HTML that is safe in a page of ours; HTML in it passes the same sanitizer.
 *
 * @param pictures those of the article; its text may show no other
 * @throws 422 when the source is built to keep the parser busy
 */
export function renderMarkdown(source: string, pictures: readonly Shown[] = []): Rendered {
  if (isTooComplex(source)) throw invalid({ body: 'too_complex' });
  const tree = processor.runSync(processor.parse(source), { data: { pictures } }) as Root;
  return { html: processor.stringify(tree), headings: headingsOf(tree), text: plain(tree) };
}

function headingsOf(tree: Root): Heading[] {
  const headings: Heading[] = [];
  visit(tree, 'element', ({ tagName, properties, children }) => {
    const id = String(properties['id'] ?? '');
    if (!id.startsWith(PREFIX) || (tagName !== 'h2' && tagName !== 'h3')) return;
    const text = plain({ type: 'root', children });
    if (text) headings.push({ id, text, depth: tagName === 'h2' ? 2 : 3 });
  });
  return headings;
}

const INLINE = new Set([
  'a',
  'b',
  'code',
  'del',
  'em',
  'i',
  'ins',
  'kbd',
  'mark',
  'q',
  's',
  'span',
  'strong',
  'sub',
  'sup',
  'u',
]);

/** The words alone, blocks on lines of their own. */
const plain = (tree: Root) =>
  [...pieces(tree)]
    .join('')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n\s*/g, '\n')
    .trim();

function* pieces(node: Nodes): Iterable<string> {
  if (node.type === 'text') yield node.value;
  if (!('children' in node) || isBackToText(node)) return;
  const block = node.type === 'element' && !INLINE.has(node.tagName);
  if (block) yield '\n';
  for (const child of node.children) yield* pieces(child);
  if (block) yield '\n';
}

const isBackToText = (node: Nodes) => node.type === 'element' && 'dataFootnoteBackref' in node.properties;
