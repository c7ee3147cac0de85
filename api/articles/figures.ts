import type { Element, ElementContent, Parents, Root } from 'hast';
import { visit } from 'unist-util-visit';

import { safeName } from '#api/files/name.ts';
import type { Picture } from '#db/schema/article-pictures.ts';

/** A picture that a text may show. */
export type Shown = Pick<Picture, 'id' | 'articleId' | 'name' | 'width' | 'height'>;

/** Where a picture is; the one kind of address that the sanitizer lets an image have. */
export const pictureAddress = ({ articleId, id }: Pick<Picture, 'articleId' | 'id'>) =>
  `/api/articles/${articleId}/pictures/${id}`;

/** What a text calls a picture: a name that Markdown takes without quoting. */
export const pictureName = (claimed: string): string =>
  safeName(claimed)
    .replace(/[\s()[\]\\',;&#%+]+/g, '-')
    .replace(/-*(\.)-*|^-+|-+$/g, '$1');

/** Puts the pictures of the article where its text names them. What names none becomes its words. */
export function rehypePictures() {
  return (tree: Root, file: { data: Record<string, unknown> }) => {
    const pictures = (file.data['pictures'] ?? []) as readonly Shown[];
    visit(tree, 'element', (node, index, parent) => {
      if (node.tagName === 'img' && parent && index !== undefined) show(node, parent, { index, pictures });
    });
    visit(tree, 'element', figure);
  };
}

function show(node: Element, parent: Parents, at: { index: number; pictures: readonly Shown[] }) {
  const alt = String(node.properties['alt'] ?? '');
  const source = String(node.properties['src'] ?? '');
  const picture = named(source, at.pictures);
  if (picture) {
    const { width, height } = picture;
    node.properties = { ...node.properties, src: pictureAddress(picture), alt, width, height };
  } else parent.children[at.index] = inWords(alt, source, parent);
}

/** A picture of another website is a link there: a page of ours loads nothing from it. */
function inWords(alt: string, source: string, parent: Parents): ElementContent {
  const words = { type: 'text' as const, value: alt };
  const linked = parent.type === 'element' && parent.tagName === 'a';
  if (linked || !alt.trim() || !/^https?:\/\//i.test(source)) return words;
  return { type: 'element', tagName: 'a', properties: { href: source }, children: [words] };
}

function named(reference: string, pictures: readonly Shown[]): Shown | undefined {
  if (reference.startsWith('/')) return pictures.find((picture) => pictureAddress(picture) === reference);
  if (/^[a-z][a-z\d+.-]*:/i.test(reference)) return undefined;
  const name = pictureName(decoded(reference));
  return pictures.find((picture) => picture.name === name || picture.id === name);
}

function decoded(reference: string): string {
  try {
    return decodeURIComponent(reference);
  } catch {
    return reference;
  }
}

/** A picture on a line of its own stands apart from the text, with its title under it. */
function figure(node: Element) {
  const parts = node.children.filter((child) => child.type !== 'text' || child.value.trim() !== '');
  const [image] = parts;
  if (node.tagName !== 'p' || parts.length !== 1 || image?.type !== 'element' || image.tagName !== 'img')
    return;
  const { title, ...properties } = image.properties;
  node.tagName = 'figure';
  node.children = [{ ...image, properties }];
  if (typeof title !== 'string') return;
  const words = { type: 'text' as const, value: title };
  node.children.push({ type: 'element', tagName: 'figcaption', properties: {}, children: [words] });
}
