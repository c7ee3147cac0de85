import { AppError, malformed } from '#api/core/errors.ts';
import { parse } from '#api/core/parse.ts';
import type { z } from 'zod';

/** A form as it was sent, so that nothing typed is lost, and what was wrong with it, by field. */
export type Form = { values: Record<string, string>; errors: Record<string, string> };

type Submission<R> = { form: Form; result: R | undefined; error: AppError | undefined };

/**
 * Runs a posted form through the feature's schema and service. When that fails the page shows the form again; the
 * status of the answer is set to that of the error. Errors that no form can mend (404 and the like) are thrown on.
 *
 * @param page `Astro`
 * @param initial what the fields hold before anybody has typed
 * @param action which form of a page with several; each says its name in a hidden field `action`
 */
export async function submit<S extends z.ZodType, R>(
  page: { request: Request; response: ResponseInit; locals: App.Locals },
  schema: S,
  work: (input: z.output<S>, sent: FormData) => Promise<R>,
  { initial = {}, action }: { initial?: Record<string, string | number | null>; action?: string } = {},
): Promise<Submission<R>> {
  const untouched = {
    form: { values: texts(Object.entries(initial)), errors: {} },
    result: undefined,
    error: undefined,
  };
  if (page.request.method !== 'POST') return untouched;

  const sent = await formOf(page.request);
  if (!isFor(sent, action)) return untouched;
  const values = texts(sent.entries());
  // What is only to be kept as a draft is not sent.
  if (sent.has('keep')) return { ...untouched, form: { values, errors: {} } };
  try {
    if (page.locals.refused) throw page.locals.refused;
    return {
      form: { values, errors: {} },
      result: await work(parse(schema, grouped(sent)), sent),
      error: undefined,
    };
  } catch (error) {
    if (!(error instanceof AppError) || !MENDABLE.has(error.status) || error.code === PROVE_AGAIN)
      throw error;
    page.response.status = error.status;
    const fields = Object.keys(error.fields).length ? error.fields : { form: error.code };
    return { form: { values, errors: fields }, result: undefined, error };
  }
}

const isFor = (sent: FormData, action: string | undefined): boolean =>
  action === undefined || sent.get('action') === action;

/** A body that is no form is nothing that a browser sends from a page of ours. @throws 400 */
export const formOf = (request: Request): Promise<FormData> =>
  request
    .clone()
    .formData()
    .catch(() => Promise.reject(malformed()));

/** Leads to a page of its own and back. */
const PROVE_AGAIN = 'auth.prove_again';
const MENDABLE = new Set<number>([400, 401, 409, 410, 412, 413, 422, 429, 503]);

const texts = (entries: Iterable<[string, unknown]>) =>
  Object.fromEntries([...entries].map(([name, value]) => [name, value === null ? '' : String(value)]));

/** `name[]` comes as a list, also when there is one; everything else as a text. */
function grouped(sent: FormData): Record<string, unknown> {
  const names = [...new Set(sent.keys())];
  return Object.fromEntries(
    names.map((name) =>
      name.endsWith('[]') ? [name.slice(0, -2), sent.getAll(name)] : [name, sent.get(name)],
    ),
  );
}
