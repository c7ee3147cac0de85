import { circleIn, fieldsOf } from '#api/request-types/conditions.ts';
import { wordsIn } from '#api/request-types/wording.ts';
import type { Locale } from '#db/enums.ts';
import type { Design, RequestType } from '#db/schema/request-types.ts';
import { submit, type Form } from '../../form.ts';
import { Sent, type Page } from './sent.ts';

type Steps = {
  find: () => Promise<RequestType>;
  asForm: (type: RequestType) => Record<string, string> | Promise<Record<string, string>>;
  save: (sent: Sent, type: RequestType) => Promise<RequestType>;
  action?: string;
};

/** A form that changes a part of a type, and shows both versions when somebody else was faster. */
export async function editing(page: Page, { find, asForm, save, action }: Steps) {
  const before = await find();
  const { form, result, error } = await submit(page, Sent, (sent) => save(sent, before), {
    initial: { ...(await asForm(before)), version: before.version },
    ...(action ? { action } : {}),
  });
  const type = error?.status === 412 ? await find() : before;
  const now = error?.status === 412 ? await asForm(type) : undefined;
  const kept = { values: { ...form.values, version: String(type.version) }, errors: {} };
  return { type, form: now ? kept : form, now, saved: result, failed: error !== undefined };
}

/** What two versions differ in, by the labels of the form. */
export const differencesOf = (
  form: Form,
  now: Record<string, string>,
  labels: Record<string, string>,
  say = (_name: string, value: string): string => value,
) =>
  Object.entries(labels)
    .filter(
      ([field]) => (now[field] ?? '').trim() !== (form.values[field] ?? '').trim().replaceAll('\r\n', '\n'),
    )
    .map(([field, label]) => ({
      label,
      now: say(field, now[field] ?? ''),
      yours: say(field, form.values[field] ?? ''),
    }));

/** The questions that wait for each other, by what they are called. */
export function circleWords(design: Design, locale: Locale): string | undefined {
  const named = (key: string) =>
    wordsIn(fieldsOf(design).find((field) => field.key === key)?.label, locale) || key;
  return circleIn(design)?.map(named).join(' → ');
}
