import { z } from 'zod';

import { text } from '#api/core/parse.ts';
import { BulkChange } from '#api/bulk/schemas.ts';
import { changeMany, takeBack, type Results } from '#api/bulk/service.ts';
import { withParams } from '../../address.ts';
import { submit } from '../../form.ts';

type Page = Parameters<typeof submit>[0] & { url: URL };

const TakeBack = z.object({ change: text(100) });

/** What was done to many at once. Where something was refused of one, the page says of which and why. */
export async function actOnMany(page: Page) {
  const { scope } = page.locals;
  const changed = await submit(page, BulkChange, (input) => changeMany(scope, input), { action: 'bulk' });
  const back = await submit(page, TakeBack, ({ change }) => takeBack(scope, change), { action: 'take-back' });
  const results = changed.result ?? back.result;
  const done = changed.result ? 'bulk.done.changed' : 'bulk.done.taken_back';
  return {
    form: changed.error ? changed.form : back.form,
    results,
    to:
      results && !isRefused(results)
        ? withParams(page.url, { done, moved: changed.result?.change })
        : undefined,
  };
}

const isRefused = ({ results }: Results) => results.some(({ code }) => code);

/** The form that takes back what the reader has just done to many. */
export function takingBackMany({ url }: Pick<Page, 'url'>): Record<string, string> | undefined {
  const change = url.searchParams.get('done') === 'bulk.done.changed' && url.searchParams.get('moved');
  return change ? { action: 'take-back', change } : undefined;
}
