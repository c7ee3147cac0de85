import { AppError } from '#api/core/errors.ts';
import { text } from '#api/core/parse.ts';
import { ChangeView, Filter, OneView, SaveView } from '#api/views/schemas.ts';
import { changeView, findRemoved, removeView, restoreView, saveView } from '#api/views/service.ts';
import { withParams } from '../../address.ts';
import { submit, type Form } from '../../form.ts';

type Page = Parameters<typeof submit>[0] & { url: URL };

const id = text(60);

/** A list under a name: saved, renamed, removed or had back. `to` is where that leads. */
export async function actOnViews(page: Page) {
  const { scope } = page.locals;
  const at = (view: string | undefined, done: string, moved?: string) =>
    withParams(page.url, { view, done: `views.done.${done}`, moved, after: undefined, before: undefined });
  const saved = await submit(
    page,
    SaveView.omit({ filter: true }),
    async (input) => {
      const filter = Filter.parse(Object.fromEntries(page.url.searchParams));
      return at((await saveView(scope, { ...input, filter })).id, 'saved');
    },
    { action: 'save-view' },
  );
  const changed = await submit(
    page,
    ChangeView.extend({ id }),
    async (input) => at((await changeView(scope, input.id, input)).id, 'changed'),
    { action: 'change-view' },
  );
  const removed = await submit(
    page,
    OneView.extend({ id }),
    async (input) => {
      await removeView(scope, input.id, input);
      return at(undefined, 'removed', input.id);
    },
    { action: 'remove-view' },
  );
  const restored = await submit(
    page,
    OneView.extend({ id }),
    async (input) => at((await restoreView(scope, input.id, input)).id, 'restored'),
    { action: 'restore-view' },
  );
  const all = [saved, changed, removed, restored];
  return {
    saving: saved.form,
    changing: [changed, removed, restored].find(({ error }) => error)?.form ?? changed.form,
    to: all.map(({ result }) => result).find((result) => result !== undefined),
    failed: all.some(({ error }) => error),
  };
}

/** The form that has a list back which the reader has just removed. */
export async function takingBackView({ url, locals }: Pick<Page, 'url' | 'locals'>) {
  const removed = url.searchParams.get('done') === 'views.done.removed' && url.searchParams.get('moved');
  if (!removed) return undefined;
  try {
    const { version } = await findRemoved(locals.scope, removed);
    return { action: 'restore-view', id: removed, version: String(version) };
  } catch (error) {
    // Anybody can write an address that says that something was done.
    if (error instanceof AppError) return undefined;
    throw error;
  }
}

export type ViewForms = { saving: Form; changing: Form };
