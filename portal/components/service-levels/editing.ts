import type { submit, Form } from '../../form.ts';

export type Page = Parameters<typeof submit>[0];

export type Editing = {
  form: Form;
  /** What it is now, when somebody saved first. */
  now: Record<string, string> | undefined;
  /** The id of what was saved. */
  saved: string | undefined;
};

type Thing = { id: string; name: string };
type Steps<T extends Thing> = {
  find: () => Promise<T>;
  asForm: (thing: T) => Record<string, string> | Promise<Record<string, string>>;
  send: (initial: Record<string, string>) => Promise<{
    form: Form;
    result: T | undefined;
    error: { status: number } | undefined;
  }>;
};

/** A form that changes something, and shows both versions when somebody else was faster. */
export async function edited<T extends Thing>({
  find,
  asForm,
  send,
}: Steps<T>): Promise<Editing & { thing: T }> {
  const before = await find();
  const { form, result, error } = await send(await asForm(before));
  const thing = error?.status === 412 ? await find() : before;
  const now = error?.status === 412 ? await asForm(thing) : undefined;
  return {
    thing,
    form: now ? { values: { ...form.values, version: now['version'] ?? '' }, errors: {} } : form,
    now,
    saved: result?.id,
  };
}

/** What two versions differ in, by the labels of the form. */
export const differencesOf = (
  form: Form,
  now: Record<string, string> | undefined,
  labels: Record<string, string>,
) =>
  Object.entries(labels)
    .filter(([field]) => now && (now[field] ?? '') !== (form.values[field] ?? '').trim())
    .map(([field, label]) => ({ label, now: now?.[field] ?? '', yours: form.values[field] ?? '' }));
