import axe from 'axe-core';
import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';

import { eventually } from './support/eventually.ts';
import { inside, stage } from './support/stage.ts';

const field = () => page.getByRole('combobox', { name: 'Search for help' });
const status = (search: Element) => inside(search, '[role=status]').textContent;

/** Keeps the page where it is: the articles of the test portal do not exist. */
const stay = (event: Event) => event.preventDefault();

async function searched(words = 'sensor', markup = '<portico-search></portico-search>') {
  const on = stage(markup);
  on.place.addEventListener('portico-select', stay);
  await on.search.ready;
  await field().fill(words);
  await eventually(() => expect(on.events.at(-1)?.name).toBe('portico-search'));
  await on.search.updateComplete;
  return on;
}

const active = (search: Element) => inside(search, 'input').getAttribute('aria-activedescendant');

test('it takes the place of the fallback and asks nothing before the reader types', async () => {
  const { search, site, place, events } = stage('<portico-search><a href="/help">Help</a></portico-search>');
  await search.ready;

  expect(place.querySelector('a')?.checkVisibility()).toBe(false);
  expect(events).toEqual([{ name: 'portico-ready', detail: {} }]);
  await field().click();
  expect(await site.calls()).toEqual([]);
  expect(getComputedStyle(inside(search, 'input')).fontSize).toBe('16px');
});

test('results are real links with what was searched for marked', async () => {
  const { search, site, events } = await searched('Sensor ');

  const options = [...search.shadowRoot!.querySelectorAll<HTMLAnchorElement>('[role=option]')];
  expect(options.map(({ href }) => href)[0]).toBe('http://localhost:9/help/art_1');
  expect(inside(search, 'mark').textContent).toBe('sensor');
  expect(options.at(-1)?.textContent).toContain('Change the battery <b>of a sensor</b>');
  expect(status(search)).toBe('4 answers');
  expect(events.at(-1)).toEqual({ name: 'portico-search', detail: { count: 4 } });
  expect((await site.calls())[0]?.query).toEqual({ q: 'Sensor', locale: 'en', limit: '6' });
});

test('the keys walk through the results and round the ends', async () => {
  const { search } = await searched();

  const walk = [];
  for (const key of ['{ArrowDown}', '{End}', '{ArrowDown}', '{ArrowUp}', '{Home}', '{ArrowDown}']) {
    await userEvent.keyboard(key);
    walk.push(active(search));
  }
  expect(walk).toEqual(['hit-0', 'hit-3', 'hit-0', 'hit-3', 'hit-0', 'hit-1']);
  expect(inside(search, '[aria-selected=true]').id).toBe('hit-1');
});

test('Home and End move in the text as long as no result is chosen', async () => {
  const { search } = await searched();
  await userEvent.keyboard('{Home}');

  expect(active(search)).toBeNull();
  expect(inside<HTMLInputElement>(search, 'input').selectionStart).toBe(0);
});

test('Enter opens the chosen result, unless the page prevents it', async () => {
  const { events, search } = await searched();
  await userEvent.keyboard('{ArrowDown}{ArrowDown}{Enter}');

  const detail = { id: 'art_2', url: 'http://localhost:9/help/art_2', position: 2 };
  expect(events.at(-1)).toEqual({ name: 'portico-select', detail });
  expect(inside(search, '.panel').hidden).toBe(true);
});

test('Escape closes, then clears, then is the page’s', async () => {
  const { search, place } = await searched();
  const input = inside<HTMLInputElement>(search, 'input');
  const seen: boolean[] = [];
  place.addEventListener('keydown', (event) => seen.push(event.defaultPrevented));

  await userEvent.keyboard('{Escape}');
  expect([input.ariaExpanded, input.value]).toEqual(['false', 'sensor']);
  await userEvent.keyboard('{Escape}');
  expect(input.value).toBe('');
  await userEvent.keyboard('{Escape}');
  expect(seen).toEqual([true, true, false]);
});

test('leaving the widget closes the results, going to a link in it does not', async () => {
  const { search, place } = await searched();
  place.insertAdjacentHTML('beforeend', '<button>Basket</button>');
  const panel = inside(search, '.panel');

  await userEvent.keyboard('{Tab}');
  expect(search.shadowRoot?.activeElement?.textContent).toBe('Ask a person');
  expect(panel.hidden).toBe(false);
  await userEvent.keyboard('{Tab}');
  await search.updateComplete;
  expect(panel.hidden).toBe(true);
});

test('keys in quick succession are one question', async () => {
  const { site, search, events } = stage('<portico-search></portico-search>');
  await search.ready;
  await field().click();
  await userEvent.keyboard('sensor');
  await eventually(() => expect(events.at(-1)?.name).toBe('portico-search'));

  expect(await site.calls()).toHaveLength(1);
});

test('an answer that comes too late is not shown', async () => {
  const { site, search, events } = stage('<portico-search></portico-search>');
  await search.ready;
  await site.answerNext({ hold: true });
  await field().fill('glue');
  await eventually(async () => expect((await site.state()).waiting).toBe(1));
  await field().fill('battery');
  await eventually(() => expect(events.at(-1)?.name).toBe('portico-search'));
  await site.release();

  await search.updateComplete;
  expect(events.map(({ name }) => name)).toEqual(['portico-ready', 'portico-search']);
  expect(inside(search, '[role=option]').textContent).toContain('Change the battery');
});

test('what was asked before is answered from memory', async () => {
  const { site, events } = await searched('battery');
  for (const words of ['glue', 'Battery']) {
    const before = events.length;
    await field().fill(words);
    await eventually(() => expect(events.length).toBe(before + 1));
  }

  expect((await site.calls()).map(({ query }) => query['q'])).toEqual(['battery', 'glue']);
});

test('without a result the reader is offered a person', async () => {
  const { search } = await searched('zeppelin');

  expect(inside(search, 'input').ariaExpanded).toBe('false');
  expect(status(search)).toBe('Nothing was found. Try other words, or ask us.');
  expect(inside<HTMLAnchorElement>(search, '[part=ask]').pathname).toBe('/f/request');
});

test('the page may say something else where nothing was found', async () => {
  const own = '<portico-search><p slot="empty">Call 555</p></portico-search>';
  const { place } = await searched('zeppelin', own);

  expect(place.querySelector('p')?.checkVisibility()).toBe(true);
});

test('a result with a script for an address is left out', async () => {
  const { search, site, events } = stage('<portico-search></portico-search>');
  await search.ready;
  const part = [{ text: 'Bad', hit: false }];
  const bad = { id: 'art_9', title: 'Bad', url: 'javascript:alert(1)', titleParts: part, snippet: part };
  await site.answerNext({ status: 200, body: { results: [bad] } });
  await field().fill('bad');
  await eventually(() => expect(events.at(-1)).toEqual({ name: 'portico-search', detail: { count: 0 } }));
});

test('a failure is said in words and told to the page', async () => {
  const { search, site, events } = stage('<portico-search></portico-search>');
  await search.ready;
  await site.answerNext({ status: 429, headers: { 'retry-after': '60' } });
  await field().fill('sensor');
  await eventually(() => expect(events.at(-1)?.name).toBe('portico-error'));
  await search.updateComplete;

  expect(events.at(-1)?.detail).toEqual({ code: 'rate_limited', retryAfter: 60 });
  expect(status(search)).toContain('Too many tries');
  expect(search.matches(':state(error)')).toBe(true);
});

test('it speaks the language around it and follows its own', async () => {
  const { search } = await searched(
    'sensor',
    '<div lang="ru"><portico-search label="Search for help"></portico-search></div>',
  );
  expect(status(search)).toBe('4 ответа');

  search.lang = 'es';
  await eventually(() => expect(inside(search, '.root').lang).toBe('es'));
  search.label = '';
  await search.updateComplete;
  expect(inside(search, 'label').textContent).toBe('Buscar ayuda');
});

test.for([
  ['light', 'ltr', ''],
  ['dark', 'ltr', ''],
  ['light', 'rtl', 'inline'],
])('axe finds nothing: %s %s %s', async ([theme, dir, inline]) => {
  const { place, search } = await searched(
    'sensor',
    `<div dir="${dir}"><portico-search theme="${theme}" ${inline}></portico-search></div>`,
  );
  await userEvent.keyboard('{ArrowDown}');
  await search.updateComplete;

  const { violations, passes } = await axe.run(place);
  expect(violations).toEqual([]);
  expect(passes.map(({ id }) => id)).toContain('color-contrast');
});
