import type { Element, ElementContent, Root } from 'hast';
import { visit } from 'unist-util-visit';

/** All ids of an article begin like this, so that none stands in for a name that scripts look up. */
export const PREFIX = 'h-';
const NAMED = /\s*\{#([\p{L}\p{N}_-]+)\}\s*$/u;
const HEADING = /^h[1-6]$/;
const OF_FOOTNOTES = 'footnote-label';

/** `## Windows {#windows}` is found under a name that stays when its words change. */
export function rehypeNames() {
  return (tree: Root) => {
    visit(tree, 'element', (node) => {
      const { id } = node.properties;
      if (!HEADING.test(node.tagName) || id === OF_FOOTNOTES) return;
      const name = nameIn(node.children) ?? id;
      if (name) node.properties['id'] = PREFIX + name;
    });
  };
}

/** Takes the name from the end of the heading's words. */
function nameIn(children: ElementContent[]): string | undefined {
  const last = children.at(-1);
  if (last?.type !== 'text') return undefined;
  const [whole = '', name] = NAMED.exec(last.value) ?? [];
  last.value = last.value.slice(0, last.value.length - whole.length);
  return name;
}

/** A link to a heading on the same page may leave the prefix away. */
export function rehypeFragments() {
  return (tree: Root) => {
    const ids = new Set<string>();
    visit(tree, 'element', ({ properties }) => void ids.add(String(properties['id'] ?? '')));
    visit(tree, 'element', (node) => {
      if (node.tagName === 'a') toHeading(node, ids);
    });
  };
}

function toHeading({ properties }: Element, ids: Set<string>) {
  const href = String(properties['href'] ?? '');
  if (!href.startsWith('#')) return;
  const id = PREFIX + decoded(href.slice(1));
  if (ids.has(id)) properties['href'] = `#${id}`;
}

const decoded = (text: string) => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};
