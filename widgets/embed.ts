/**
 * The one script a page includes. It finds the widgets on the page, also those that are added later, and
 * loads the code of a widget when the first of its kind comes near the viewport.
 *
 *     <script type="module" async crossorigin
 *             src="https://portal.example.com/embed/v1.js" data-site-key="pk_…"></script>
 *
 * The portal's address is the script's own; `Portico.configure()` and the attributes `origin` and
 * `site-key` of a widget say otherwise where that is needed.
 */
import type { PorticoElement, Settings } from './shared/element.ts';

declare const PORTICO_VERSION: string;

type WidgetClass = CustomElementConstructor & typeof PorticoElement;

export interface PorticoGlobal {
  readonly version: string;
  /** Changes where the widgets on this page send their calls; those that are there already start again. */
  configure(settings: Partial<Settings>): void;
}

declare global {
  var Portico: PorticoGlobal | undefined;
}

const WIDGETS: Record<string, () => Promise<WidgetClass>> = {
  'portico-search': () => import('./search/search.ts').then((m) => m.PorticoSearch as WidgetClass),
  'portico-form': () => import('./form/form.ts').then((m) => m.PorticoForm as WidgetClass),
};
const TAGS = Object.keys(WIDGETS).join();

function start() {
  const { origin } = new URL(import.meta.url);
  const script = [...document.scripts].find(({ src }) => src === import.meta.url);
  const settings = { origin, siteKey: script?.dataset['siteKey'] ?? '' };
  const asked = new Set<string>();

  const near = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        near.unobserve(target);
        void load(target.localName);
      }
    },
    { rootMargin: '200px' },
  );

  async function load(tag: string) {
    const widget = WIDGETS[tag];
    if (!widget || asked.has(tag) || customElements.get(tag)) return;
    asked.add(tag);
    try {
      const [core, element] = await Promise.all([import('./shared/element.ts'), widget()]);
      Object.assign(core.settings, settings);
      customElements.define(tag, element);
    } catch {
      const detail = { code: 'unavailable' };
      for (const element of document.querySelectorAll(tag)) {
        element.dispatchEvent(new CustomEvent('portico-error', { detail, bubbles: true, composed: true }));
      }
    }
  }

  const watch = (root: ParentNode) => root.querySelectorAll(TAGS).forEach((element) => near.observe(element));

  watch(document);
  new MutationObserver((records) => {
    for (const node of records.flatMap(({ addedNodes }) => [...addedNodes])) {
      if (!(node instanceof Element)) continue;
      if (node.localName in WIDGETS) near.observe(node);
      watch(node);
    }
  }).observe(document, { childList: true, subtree: true });

  const configure = (changes: Partial<Settings>) => {
    Object.assign(settings, changes);
    for (const element of document.querySelectorAll<PorticoElement>(TAGS)) element.reconfigure?.(settings);
  };
  globalThis.Portico = Object.freeze({ version: PORTICO_VERSION, configure });
}

if (!globalThis.Portico) start();
else if (globalThis.Portico.version !== PORTICO_VERSION) {
  console.warn(
    `Portico ${globalThis.Portico.version} is on this page already; ${PORTICO_VERSION} does nothing`,
  );
}
