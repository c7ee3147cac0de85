import { JoiningForm, type Joining } from '#api/settings/schemas.ts';
import { changeJoining, joiningOf } from '#api/settings/service.ts';
import { locales } from '#db/enums.ts';
import { submit } from '../../form.ts';

type Page = Parameters<typeof submit>[0];

const asForm = ({
  version,
  partnersApply,
  customersRegister,
  terms,
}: Joining & { version: number }): Record<string, string> => ({
  version: String(version),
  partnersApply: partnersApply ? 'on' : '',
  customersRegister: customersRegister ? 'on' : '',
  'terms.version': terms?.version ?? '',
  ...Object.fromEntries(locales.map((locale) => [`terms.texts.${locale}`, terms?.texts[locale] ?? ''])),
});

/** The page of the settings: what holds, and the form that changes it. */
export async function editJoining(page: Page) {
  const { scope } = page.locals;
  const { form, result, error } = await submit(
    page,
    JoiningForm,
    ({ version, change }) => changeJoining(scope, version, change).then(() => true),
    { initial: asForm(await joiningOf(scope)) },
  );
  const now = error?.status === 412 ? asForm(await joiningOf(scope)) : undefined;
  return {
    form: now ? { values: { ...form.values, version: now['version'] ?? '' }, errors: {} } : form,
    /** What it is now, when somebody saved first. */
    now,
    saved: result !== undefined,
  };
}
