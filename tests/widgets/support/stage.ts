import { inject, onTestFinished } from 'vitest';

import { settings } from '#widgets/shared/element.ts';
import type { PorticoEvents } from '#widgets/shared/events.ts';
import { PorticoForm } from '#widgets/form/form.ts';
import { PorticoSearch } from '#widgets/search/search.ts';
import { Site } from './site.ts';

settings.origin = inject('portal');
customElements.define('portico-search', PorticoSearch);
customElements.define('portico-form', PorticoForm);

/** Puts HTML on the page for one test, with a site of its own, and writes down what the widgets report. */
export function stage(markup: string) {
  const site = new Site(inject('portal'));
  settings.siteKey = site.key;
  const place = document.createElement('main');
  const events: { name: keyof PorticoEvents; detail: unknown }[] = [];
  for (const name of NAMES) place.addEventListener(name, ({ detail }) => events.push({ name, detail }));
  place.innerHTML = markup;
  document.body.append(place);
  onTestFinished(() => place.remove());

  const find = <T extends Element>(selector: string) => place.querySelector<T>(selector)!;
  return {
    site,
    place,
    events,
    search: find<PorticoSearch>('portico-search'),
    form: find<PorticoForm>('portico-form'),
  };
}

const NAMES = [
  'portico-ready',
  'portico-error',
  'portico-search',
  'portico-select',
  'portico-submit',
  'portico-success',
  'portico-invalid',
] as const satisfies (keyof PorticoEvents)[];

/** Inside the widget; the first that matches. */
export function inside<T extends Element = HTMLElement>(widget: Element, selector: string): T {
  const found = widget.shadowRoot?.querySelector<T>(selector);
  if (!found) throw new Error(`no ${selector} in ${widget.localName}`);
  return found;
}
