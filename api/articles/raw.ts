import type { Element, ElementContent, Parents, Root } from 'hast';
import rehypeRaw from 'rehype-raw';
import { visit } from 'unist-util-visit';
import type { Plugin } from 'unified';

const parse = (rehypeRaw as unknown as () => (tree: Root, file: unknown) => Root)();

/** HTML that was written between the Markdown. What there is none of need not be read again. */
export const rehypeHtml: Plugin<[], Root, Root> = () => (tree, file) => {
  let found = false;
  visit(tree, 'raw', () => {
    found = true;
    return false;
  });
  if (!found) return tree;
  const read = parse(tree, file);
  visit(read, 'element', plain);
  return read;
};

const ELSEWHERE = new Set(['iframe', 'video', 'audio', 'embed', 'object']);

/** A page shows nothing of other websites: what was to be played there becomes a link. */
function plain(node: Element, index: number | undefined, parent: Parents | undefined) {
  if (ELSEWHERE.has(node.tagName)) {
    const address = addressIn(node);
    if (address && parent && index !== undefined) parent.children[index] = link(address);
  }
  takeIn(node);
  list(node);
}

function addressIn({ properties, children }: Element): string | undefined {
  const own = properties['src'] ?? properties['data'];
  if (typeof own === 'string') return own.startsWith('//') ? `https:${own}` : own;
  const source = elements(children).find(({ tagName }) => tagName === 'source');
  return source && addressIn(source);
}

const link = (address: string): Element => ({
  type: 'element',
  tagName: 'a',
  properties: { href: address },
  children: [{ type: 'text', value: address.replace(/^https?:\/\//, '') }],
});

const LISTS = new Set(['ul', 'ol', 'menu']);

/** Items that nobody has put into a list. */
function list(node: Element) {
  const isItem = (child: ElementContent) => child.type === 'element' && child.tagName === 'li';
  if (LISTS.has(node.tagName) || !node.children.some(isItem)) return;
  const children: ElementContent[] = [];
  let open: Element | undefined;
  for (const child of node.children) {
    if (!isItem(child) && hasWords(child)) open = undefined;
    if (open) open.children.push(child);
    else if (isItem(child)) {
      open = { type: 'element', tagName: 'ul', properties: {}, children: [child] };
      children.push(open);
    } else children.push(child);
  }
  node.children = children;
}

/** A link without words, beside words without a link: the two belong together. */
function takeIn(node: Element) {
  const links = elements(node.children).filter(({ tagName }) => tagName === 'a');
  const [only] = links;
  if (!only?.properties['href'] || links.length > 1 || hasWords(only)) return;
  const others = node.children.filter((child) => child !== only);
  const isLine = others.every((child) => child.type !== 'element' || INLINE.has(child.tagName));
  if (isLine && others.some(hasWords)) {
    only.children = others;
    node.children = [only];
    return;
  }
  const first = elements(others).find((one) => hasWords(one) && !holdsLink(one));
  if (first) first.children = [{ ...only, children: first.children }];
  node.children = others;
}

const holdsLink = (node: Element): boolean =>
  elements(node.children).some((child) => child.tagName === 'a' || holdsLink(child));

const INLINE = new Set(['span', 'img', 'b', 'strong', 'i', 'em', 'br']);

const elements = (children: ElementContent[]) => children.filter((child) => child.type === 'element');

/** A picture that is not for decoration has words as well. */
function hasWords(node: ElementContent): boolean {
  if (node.type === 'text') return node.value.trim() !== '';
  if (node.type !== 'element') return false;
  return node.tagName === 'img' ? Boolean(node.properties['alt']) : node.children.some(hasWords);
}
