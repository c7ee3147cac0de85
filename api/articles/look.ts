import type { Element, ElementContent, Root } from 'hast';
import { SKIP, visit } from 'unist-util-visit';

const TONES = new Map([
  ['note', 'note'],
  ['important', 'note'],
  ['tip', 'good'],
  ['warning', 'wait'],
  ['caution', 'wait'],
]);
const MARKER = /^\[!([a-z]+)\][^\S\n]*(?:\n|$)/i;

/** Gives plain elements the classes and attributes that our pages style and that assistive technology needs. */
export function rehypeLook() {
  return (tree: Root) => {
    visit(tree, 'element', (node, index, parent) => {
      if (node.tagName === 'h1') node.tagName = 'h2';
      if (node.tagName === 'pre') node.properties['tabIndex'] = 0;
      if (node.tagName === 'img') node.properties['loading'] = 'lazy';
      if (node.tagName === 'blockquote') callout(node);
      if (node.tagName === 'ul') delete node.properties['className'];
      if (node.tagName === 'table') {
        table(node);
        return SKIP;
      }
      if (node.tagName === 'input' && parent && index !== undefined) {
        parent.children[index] = { type: 'text', value: tick(node) };
      }
      return undefined;
    });
  };
}

const tick = ({ properties }: Element) => {
  if (properties['type'] !== 'checkbox') return '';
  return properties['checked'] ? '☑' : '☐';
};

/** `> [!NOTE]` on a line of its own begins a callout. */
function callout(quote: Element) {
  const [first] = elements(quote.children);
  const text = first?.children[0];
  if (first?.tagName !== 'p' || text?.type !== 'text') return;
  const [marker = '', word = ''] = MARKER.exec(text.value) ?? [];
  const tone = TONES.get(word.toLowerCase());
  if (!tone) return;

  text.value = text.value.slice(marker.length);
  if (words(first) === '') quote.children = quote.children.filter((child) => child !== first);
  quote.tagName = 'div';
  quote.properties = { className: ['callout', tone], role: 'note' };
}

/** On a narrow screen a row folds into lines; each then says which column it comes from. */
function table(node: Element) {
  node.properties['className'] = ['table', 'folds'];
  const rows = elements(node.children).flatMap((part) => elements(part.children).filter(isRow));
  const heads = elements(rows[0]?.children ?? []);
  if (heads.length > 0 && heads.every(isHead)) setApart(node, rows[0]);
  const labels = heads.every(isHead) && !rows.some(isUneven) ? heads.map(words) : [];
  for (const row of rows) {
    elements(row.children).forEach((cell, column) => {
      if (cell.properties['align'] === 'right') cell.properties['className'] = ['num'];
      if (isHead(cell)) cell.properties['scope'] = row === rows[0] ? 'col' : 'row';
      else if (labels[column]) cell.properties['dataLabel'] = labels[column];
    });
  }
}

/** HTML by hand often has its heads in the first row of the body. */
function setApart(table: Element, row: Element | undefined) {
  const [body] = elements(table.children);
  if (!row || body?.tagName !== 'tbody') return;
  body.children = body.children.filter((child) => child !== row);
  const head: Element = { type: 'element', tagName: 'thead', properties: {}, children: [row] };
  table.children = [head, ...table.children];
}

const isRow = ({ tagName }: Element) => tagName === 'tr';
const isHead = ({ tagName }: Element) => tagName === 'th';
const isUneven = ({ children }: Element) =>
  elements(children).some(({ properties }) => properties['colSpan']);

const elements = (children: ElementContent[]) => children.filter((child) => child.type === 'element');

const words = (node: ElementContent): string => {
  if (node.type === 'text') return node.value;
  return node.type === 'element' ? node.children.map(words).join('') : '';
};
