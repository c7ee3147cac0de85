import axe from 'axe-core';
import { expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';

import { eventually } from './support/eventually.ts';
import { inside, stage } from './support/stage.ts';

const FALLBACK = `
  <portico-form>
    <form><label>E-mail <input name="email" value=""></label><input type="hidden" name="subject" value="NL-40"></form>
  </portico-form>`;

const send = () => page.getByRole('button', { name: 'Send', exact: true }).click();
const field = (label: string) => page.getByLabelText(label);
const names = ({ events }: ReturnType<typeof stage>) => events.map(({ name }) => name);

async function opened(markup = '<portico-form></portico-form>') {
  const on = stage(markup);
  await on.form.ready;
  return on;
}

async function filled(email = 'ute@kessler.example') {
  const on = await opened();
  await field('Your name').fill('Ute Kramer');
  await field('E-mail').fill(email);
  await field('Subject').fill('NL-40');
  await field('Your question').fill('Does it stand 110 °C?');
  return on;
}

/** Waits until the widget has said this to the page and shows it. */
async function until(on: ReturnType<typeof stage>, name: string) {
  await eventually(() => expect(names(on)).toContain(name));
  await on.form.updateComplete;
}

const focused = (form: Element) => form.shadowRoot?.activeElement;

test('the fallback form stays until the real one is there, and hands over what was typed', async () => {
  const { form, place, site } = stage('');
  await site.answerNext({ hold: true });
  place.innerHTML = FALLBACK;
  const widget = place.querySelector('portico-form')!;
  await eventually(async () => expect((await site.state()).waiting).toBe(1));
  const fallback = place.querySelector<HTMLInputElement>('[name=email]')!;
  expect([form, fallback.checkVisibility()]).toEqual([null, true]);
  await userEvent.type(fallback, 'ute@');

  await site.release();
  await widget.ready;
  await eventually(() => expect(focused(widget)?.id).toBe('email'));
  expect(inside<HTMLInputElement>(widget, '#email').value).toBe('ute@');
  expect(inside<HTMLInputElement>(widget, '#subject').value).toBe('NL-40');
  expect(fallback.checkVisibility()).toBe(false);
});

test('a form far below the viewport is not fetched before the reader comes near', async () => {
  const { site, place, form } = stage('<div class="far"></div><portico-form></portico-form>');
  const far = place.querySelector<HTMLElement>('.far')!;
  far.style.blockSize = '5000px';
  const elsewhere = document.createElement('portico-form');
  place.prepend(elsewhere);
  await elsewhere.ready;
  expect(await site.calls('/form')).toHaveLength(1);

  form.scrollIntoView();
  await form.ready;
  expect(await site.calls('/form')).toHaveLength(2);
});

test('loading moves neither focus nor page', async () => {
  const { form } = await opened();
  expect([document.activeElement, scrollY]).toEqual([document.body, 0]);
  expect(focused(form)).toBeNull();
});

test('a request is sent with its proof and its key, and the reader is told to look for a mail', async () => {
  const on = await filled();
  await send();
  await until(on, 'portico-success');

  const [post] = await on.site.calls('/requests');
  expect(JSON.parse(post!.body)).toEqual({
    name: 'Ute Kramer',
    email: 'ute@kessler.example',
    subject: 'NL-40',
    category: '',
    body: 'Does it stand 110 °C?',
    website: '',
    challenge: expect.stringMatching(/^token-/),
  });
  expect(post!.headers['idempotency-key']).toMatch(/^[0-9a-f]{32}$/);
  expect(names(on)).toEqual(['portico-ready', 'portico-submit', 'portico-success']);
  expect(on.events.at(-1)?.detail).toEqual({ type: 'request' });
  expect(focused(on.form)?.textContent).toContain('We sent a mail to ute@kessler.example');
  expect(on.form.matches(':state(success)')).toBe(true);
});

test('after one request another can be written', async () => {
  const on = await filled();
  await send();
  await until(on, 'portico-success');
  await page.getByRole('button', { name: 'Write another request' }).click();

  await eventually(() => expect(focused(on.form)?.id).toBe('name'));
  expect(inside<HTMLInputElement>(on.form, '#name').value).toBe('');
});

test('an incomplete form is not sent: a summary takes the focus and leads to the fields', async () => {
  const on = await opened();
  await field('E-mail').fill('ute.kramer@');
  await field('Subject').fill('x'.repeat(61));
  await send();
  await until(on, 'portico-invalid');

  expect(on.events.at(-1)?.detail).toEqual({ fields: ['name', 'email', 'subject', 'body'] });
  const summary = inside(on.form, '[role=alert]');
  expect(focused(on.form)).toBe(summary);
  expect([...summary.querySelectorAll('li')].map((item) => item.textContent.trim())).toEqual([
    'Your name: Fill this in',
    'E-mail: Write an address like name@company.example',
    'Subject: This is too long',
    'Your question: Fill this in',
  ]);
  const email = inside(on.form, '#email');
  expect(email.getAttribute('aria-invalid')).toBe('true');
  expect(inside(on.form, `#${email.getAttribute('aria-describedby')}`).textContent).toContain(
    'Write an address',
  );
  await page.getByRole('button', { name: 'Subject: This is too long' }).click();
  expect(focused(on.form)?.id).toBe('subject');
  expect(await on.site.calls('/requests')).toEqual([]);
});

test('what the portal finds wrong is said in the reader’s language, and the answers stay', async () => {
  const on = await opened('<portico-form lang="es"></portico-form>');
  await field('Su nombre').fill('Ute');
  await field('Correo').fill('ute@nowhere.example');
  await field('Asunto').fill('NL-40');
  await field('Su pregunta').fill('¿110 °C?');
  await page.getByRole('button', { name: 'Enviar' }).click();
  await until(on, 'portico-invalid');

  expect(inside(on.form, '#email-error').textContent).toContain('Escriba una dirección');
  expect(inside<HTMLTextAreaElement>(on.form, 'textarea').value).toBe('¿110 °C?');
});

test('after a failure the same content is the same attempt, other content another', async () => {
  const on = await filled();
  await on.site.answerNext({ status: 500 }, { status: 500 });
  await send();
  await until(on, 'portico-error');
  expect(focused(on.form)?.textContent).toContain('Something is wrong at our end');
  expect(inside<HTMLInputElement>(on.form, '#name').value).toBe('Ute Kramer');

  await on.site.answerNext({ status: 404 });
  await send();
  await eventually(async () => expect(await on.site.calls('/requests')).toHaveLength(3));
  await field('Subject').fill('NL-40 LF');
  await send();
  await until(on, 'portico-success');

  const keys = (await on.site.calls('/requests')).map(({ headers }) => headers['idempotency-key']);
  expect(new Set(keys.slice(0, 3)).size).toBe(1);
  expect(keys[3]).not.toBe(keys[0]);
  expect(await on.site.sent()).toHaveLength(1);
});

test('a second press while it is being sent does nothing', async () => {
  const on = await filled();
  await on.site.answerNext({ hold: true });
  await send();
  await eventually(async () => expect((await on.site.state()).waiting).toBe(1));
  const button = inside(on.form, 'button.primary');
  expect([button.ariaBusy, on.form.matches(':state(busy)')]).toEqual(['true', true]);
  button.click();
  inside<HTMLFormElement>(on.form, 'form').requestSubmit();
  await on.site.release();
  await until(on, 'portico-success');

  expect(await on.site.calls('/requests')).toHaveLength(1);
});

test('the page may keep it from being sent', async () => {
  const on = await filled();
  on.place.addEventListener('portico-submit', (event) => event.preventDefault());
  await send();

  expect(names(on)).toEqual(['portico-ready', 'portico-submit']);
  expect(await on.site.calls('/requests')).toEqual([]);
});

test('a proof that has run out is renewed, a young one is kept', async () => {
  const on = await filled();
  const refused = { status: 422, body: { code: 'invalid', fields: { challenge: 'refused' } } };
  await on.site.answerNext(refused);
  await send();
  await until(on, 'portico-invalid');
  expect(await on.site.calls('/form')).toHaveLength(1);

  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3_600_000 });
  await on.site.answerNext(refused);
  await send();
  await eventually(async () => expect(await on.site.calls('/form')).toHaveLength(2));
  vi.useRealTimers();
  await eventually(() => expect(inside(on.form, 'button.primary').ariaBusy).toBe('false'));
  await send();
  await until(on, 'portico-success');

  const proofs = (await on.site.calls('/requests')).map(({ body }) => JSON.parse(body).challenge);
  expect([proofs[0] === proofs[1], proofs[1] === proofs[2]]).toEqual([true, false]);
});

test('a website that is not allowed keeps its fallback, and one without sees why', async () => {
  const { site, place } = stage('');
  await site.answerNext({ status: 403 }, { status: 403 });
  place.innerHTML = `${FALLBACK}<portico-form class="bare"></portico-form>`;
  const bare = place.querySelector('.bare')!;
  await eventually(() => expect(inside(bare, '[role=status]').textContent).toContain('not set up'));

  expect(place.querySelector('form')?.checkVisibility()).toBe(true);
  await page.getByRole('button', { name: 'Try again' }).click();
  await eventually(() => expect(inside(bare, '#email')).toBeTruthy());
});

test('it can be moved in the page without being fetched again or losing what was typed', async () => {
  const on = await filled();
  on.place.append(on.form);
  await send();
  await until(on, 'portico-success');

  expect(await on.site.calls('/form')).toHaveLength(1);
  expect(await on.site.sent()).toMatchObject([{ name: 'Ute Kramer' }]);
});

test('taken off the page while it loads it gives up its call, and starts again when it is back', async () => {
  const { site, place } = stage('');
  await site.answerNext({ hold: true });
  place.innerHTML = '<portico-form></portico-form>';
  const form = place.querySelector('portico-form')!;
  await eventually(async () => expect((await site.state()).waiting).toBe(1));
  form.remove();
  await eventually(async () => expect((await site.state()).left).toBe(1));

  place.append(form);
  await form.ready;
  expect(await site.calls('/form')).toHaveLength(2);
});

test.for([
  ['light', 'ltr'],
  ['dark', 'ltr'],
  ['light', 'rtl'],
])('axe finds nothing: %s %s', async ([theme, dir]) => {
  const on = await opened(`<div dir="${dir}"><portico-form theme="${theme}"></portico-form></div>`);
  await send();
  await until(on, 'portico-invalid');

  const { violations, passes } = await axe.run(on.place);
  expect(violations).toEqual([]);
  expect(passes.map(({ id }) => id)).toContain('color-contrast');
});

test('right to left the bar of an error stands on the right', async () => {
  const on = await opened('<div dir="rtl"><portico-form></portico-form></div>');
  await send();
  await until(on, 'portico-invalid');

  const { borderRightWidth, borderLeftWidth } = getComputedStyle(inside(on.form, '.invalid'));
  expect([borderRightWidth, borderLeftWidth]).toEqual(['3px', '0px']);
});
