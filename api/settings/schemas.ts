import { z } from 'zod';

import { text, version } from '#api/core/parse.ts';
import { locales, type Locale } from '#db/enums.ts';

const LONGEST = 60_000;

/** What everybody accepts who comes in, in the languages of the house; English stands in for those that are empty. */
export type Terms = { version: string; since: string; texts: Partial<Record<Locale, string>> };

/** Who may come in without an invitation, and under which terms. */
export type Joining = { partnersApply: boolean; customersRegister: boolean; terms: Terms | null };

const words = z.string().trim().max(LONGEST).default('');

/** Terms have a name that changes whenever they are to be accepted anew; without one there are none. */
const TermsInput = z
  .strictObject({
    version: z.string().trim().max(40).default(''),
    texts: z.strictObject({ en: words, es: words, ru: words }).prefault({}),
  })
  .superRefine(({ version: name, texts }, context) => {
    const refuse = (path: string[]) =>
      context.addIssue({ code: 'custom', path, params: { code: 'required' } });
    if (name && !texts.en) refuse(['texts', 'en']);
    if (!name && locales.some((locale) => texts[locale])) refuse(['version']);
  });

export const ChangeJoining = z.strictObject({
  partnersApply: z.boolean(),
  customersRegister: z.boolean(),
  terms: TermsInput.nullable(),
});
export type ChangeJoining = z.infer<typeof ChangeJoining>;

const ticked = z
  .literal('on')
  .optional()
  .transform((value) => value !== undefined);

/** The same as a page sends it: what is not ticked is not sent. */
export const JoiningForm = z
  .preprocess(
    (sent: Record<string, unknown>) => ({
      ...sent,
      terms: {
        version: sent['terms.version'],
        texts: Object.fromEntries(locales.map((locale) => [locale, sent[`terms.texts.${locale}`]])),
      },
    }),
    z.object({ partnersApply: ticked, customersRegister: ticked, terms: TermsInput, version }),
  )
  .transform(({ version: read, ...change }) => ({ version: read, change }));

/** Names the terms that were on the screen. */
export const AcceptTerms = z.object({ version: text(40) });
export type AcceptTerms = z.infer<typeof AcceptTerms>;
