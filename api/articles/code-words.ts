import type { ElementContent, Root, Text } from 'hast';
import { SKIP, visit } from 'unist-util-visit';

import { partsOf } from '#api/core/codes.ts';

const VERBATIM = new Set(['pre', 'code', 'kbd', 'samp', 'summary']);

/** Keeps the codes of products on one line. */
export function rehypeCodeWords() {
  return (tree: Root) => {
    visit(tree, (node, index, parent) => {
      if (node.type === 'element' && VERBATIM.has(node.tagName)) return SKIP;
      if (node.type !== 'text' || !parent || index === undefined) return undefined;
      const words = wordsIn(node);
      if (words.length < 2 && words[0]?.type === 'text') return undefined;
      parent.children.splice(index, 1, ...words);
      return [SKIP, index + words.length];
    });
  };
}

const wordsIn = ({ value }: Text): ElementContent[] =>
  partsOf(value).map(({ text, isCode }) =>
    isCode
      ? {
          type: 'element',
          tagName: 'span',
          properties: { className: ['nowrap'] },
          children: [{ type: 'text', value: text }],
        }
      : { type: 'text', value: text },
  );
