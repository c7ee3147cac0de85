import type { Element, Parents, Root } from 'hast';
import rehypeSanitize, { type Options as Schema } from 'rehype-sanitize';
import { visit } from 'unist-util-visit';

/** What HTML from people may consist of. Everything else is taken out; text is kept, except that of scripts. */
const schema = {
  tagNames: (
    'a abbr b blockquote br caption code dd del details div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img ' +
    'ins kbd li mark ol p pre q s samp section small span strong sub summary sup table tbody td tfoot th thead tr ' +
    'u ul var'
  ).split(' '),
  attributes: {
    '*': ['lang', 'title', ['dir', 'ltr', 'rtl', 'auto']],
    a: [
      'href',
      'ariaLabel',
      'dataFootnoteRef',
      'dataFootnoteBackref',
      ['ariaDescribedBy', 'footnote-label'],
      ['className', 'data-footnote-backref'],
      ['id', /^note-fn/],
    ],
    code: [['className', /^language-[\w+#-]+$/]],
    div: [
      ['className', 'callout', 'note', 'good', 'wait'],
      ['role', 'note'],
    ],
    // Ids keep to prefixes of ours: a bare one could stand in for a global that scripts look up by name.
    h2: [
      ['id', 'footnote-label', /^h-/],
      ['className', 'visually-hidden'],
    ],
    h3: [['id', /^h-/]],
    h4: [['id', /^h-/]],
    h5: [['id', /^h-/]],
    h6: [['id', /^h-/]],
    img: ['alt', 'src', 'width', 'height', ['loading', 'lazy']],
    li: [['id', /^note-fn/]],
    ol: ['start'],
    pre: [['tabIndex', 0]],
    section: ['dataFootnotes', ['className', 'footnotes']],
    span: [['className', 'nowrap']],
    table: [['className', 'table', 'folds']],
    td: ['colSpan', 'rowSpan', 'dataLabel', ['className', 'num']],
    th: ['colSpan', 'rowSpan', ['className', 'num'], ['scope', 'col', 'row']],
  },
  ancestors: Object.fromEntries(
    ['caption', 'tbody', 'td', 'th', 'thead', 'tfoot', 'tr'].map((name) => [name, ['table']]),
  ),
  protocols: { href: ['http', 'https', 'mailto'] },
  clobber: [],
  required: {},
  strip: [
    'script',
    'style',
    'template',
    'title',
    'textarea',
    'noscript',
    'iframe',
    'noembed',
    'noframes',
    'xmp',
  ],
} satisfies Schema;

/** The one sanitizer. It comes last, so that nothing which makes HTML can go around it. */
export function rehypeSafe() {
  const clean = rehypeSanitize(schema);
  return (tree: Root): Root => {
    const safe = clean(tree);
    visit(safe, 'element', dropEmptyClass);
    visit(safe, 'element', checkUrl);
    return safe;
  };
}

function dropEmptyClass({ properties }: Element) {
  const classes = properties['className'];
  if (Array.isArray(classes) && classes.length === 0) delete properties['className'];
}

const HERE = new URL('http://here.invalid/');

/** The sanitizer reads addresses by its own rules; what counts is how a browser reads them. */
function checkUrl(node: Element, index: number | undefined, parent: Parents | undefined) {
  if (node.tagName === 'a') checkLink(node);
  if (node.tagName === 'img' && !isImage(node) && parent && index !== undefined) {
    parent.children[index] = { type: 'text', value: String(node.properties['alt'] ?? '') };
  }
}

function checkLink({ properties }: Element) {
  const url = resolve(properties['href']);
  if (!url || !['http:', 'https:', 'mailto:'].includes(url.protocol)) delete properties['href'];
  else if (url.protocol !== 'mailto:' && url.host !== HERE.host) properties['rel'] = ['noopener', 'nofollow'];
}

/** Pictures of articles, which we have made ourselves: nothing else of ours, and nothing of anybody else's. */
const PICTURE = /^\/api\/articles\/art_[a-z\d]+\/pictures\/pic_[a-z\d]+$/;

const isImage = ({ properties }: Element) => PICTURE.test(String(properties['src']));

const resolve = (address: unknown) => (typeof address === 'string' ? URL.parse(address, HERE) : null);
