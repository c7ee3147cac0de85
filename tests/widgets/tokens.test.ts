import { expect, onTestFinished, test } from 'vitest';

import portal from '#portal/styles/tokens.css?inline';
import widgets from '#widgets/shared/tokens.css?inline';

/** What a page may set, so that it is not the portal's value by letter. */
const OWN = new Set(['--control', '--r-3']);

/** What the tokens come to on an element, with every variable in them resolved. */
function resolved(css: string, names: string[]) {
  const host = document.createElement('div');
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [sheet];
  root.innerHTML = '<div class="root"></div>';
  document.body.append(host);
  onTestFinished(() => host.remove());
  const style = getComputedStyle(root.firstElementChild!);
  return Object.fromEntries(names.map((name) => [name, style.getPropertyValue(name).replace(/\s/g, '')]));
}

test('widgets look like the portal: a token of the same name has the same value', () => {
  const names = [...widgets.matchAll(/(--(?!portico)[a-z0-9-]+):/g)].map(([, name]) => name!);
  const shared = [...new Set(names)].filter((name) => !OWN.has(name));

  expect(shared).toContain('--accent');
  expect(resolved(widgets, shared)).toEqual(resolved(portal, shared));
});

test('a page sets twenty tokens at most', () => {
  const sheets = import.meta.glob<string>('#widgets/**/*.css', {
    query: '?inline',
    import: 'default',
    eager: true,
  });
  const settable = new Set(
    Object.values(sheets)
      .join()
      .match(/--portico-[a-z-]+/g),
  );
  expect(settable).toContain('--portico-z');
  expect(settable.size).toBeLessThanOrEqual(20);
});
