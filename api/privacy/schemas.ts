import { z } from 'zod';

import { Paging } from '#api/core/paging.ts';
import { email, optionalText, text, version } from '#api/core/parse.ts';
import { refusalReasons } from '#db/enums.ts';
import { rules } from './rules.ts';

export const AskErasure = z.strictObject({ reason: optionalText(1_000) });
export type AskErasure = z.infer<typeof AskErasure>;

export const WithdrawForm = z.object({ version });

/** A letter has come from whoever has this address. */
export const EnterErasure = z.strictObject({ email, reason: optionalText(1_000) });
export type EnterErasure = z.infer<typeof EnterErasure>;

export const erasureTabs = ['open', 'closed'] as const;
export const ErasureFilter = Paging.extend({ tab: z.enum(erasureTabs).catch('open') });
export type ErasureFilter = z.infer<typeof ErasureFilter>;

/** What the person is told: why, and in words. */
export const RefuseErasure = z.strictObject({ refusal: z.enum(refusalReasons), note: optionalText(1_000) });
export type RefuseErasure = z.infer<typeof RefuseErasure>;
export const RefuseForm = RefuseErasure.omit({}).extend({ version, action: z.string().optional() });

/** The name of the person, typed: what is erased does not come back. */
export const RunErasure = z.strictObject({ name: text(200) });
export type RunErasure = z.infer<typeof RunErasure>;
export const RunForm = RunErasure.extend({ version, action: z.string().optional() });
export const ApproveForm = z.object({ version });

const MOST_DAYS = 3_650;
const days = z
  .preprocess(
    (value) => (value === '' ? null : value),
    z.coerce.number().int().min(1).max(MOST_DAYS).nullable(),
  )
  .nullable();

/** How many days each kind of thing is kept; nothing stands for ever. */
export const ChangeRules = z.strictObject(
  Object.fromEntries(rules.map(({ key }) => [key, days.optional()])) as Record<
    string,
    z.ZodOptional<typeof days>
  >,
);
export const RulesForm = ChangeRules.extend({ version }).transform(({ version: read, ...change }) => ({
  version: Number(read),
  change,
}));
export type ChangeRules = Record<string, number | null | undefined>;
