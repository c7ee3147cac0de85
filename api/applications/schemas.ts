import { z } from 'zod';

import { countries } from '#api/accounts/countries.ts';
import { ChangeAccount } from '#api/accounts/schemas.ts';
import { Paging } from '#api/core/paging.ts';
import { email, optionalText, text, version } from '#api/core/parse.ts';
import { line } from '#api/requests/schemas.ts';
import { reapplyRules, rejectionReasons } from '#db/enums.ts';

export const LONGEST = { name: 120, company: 200, sells: 1_000, message: 4_000, body: 4_000 } as const;
const MOST_DAYS = 730;

const who = {
  name: line(LONGEST.name),
  email,
  company: line(LONGEST.company),
  message: optionalText(LONGEST.message),
  challenge: text(300),
  /** Nobody sees this field; what fills it in is no person. */
  nickname: z.string().max(2_000).default(''),
};

const website = z
  .string()
  .trim()
  .min(1)
  .pipe(z.preprocess((value) => value, ChangeAccount.shape.website))
  .transform((value) => value ?? null);
const country = z.string().refine((value) => countries.has(value), { params: { code: 'required' } });

/** What the programme for partners asks. */
export const ApplyAsPartner = z.object({
  kind: z.literal('partner'),
  ...who,
  website,
  country,
  sells: text(LONGEST.sells),
});

/** What a customer's people are asked who want to come in. */
export const ApplyAsCustomer = z.object({ kind: z.literal('customer'), ...who });

export const Apply = z.discriminatedUnion('kind', [ApplyAsPartner, ApplyAsCustomer]);
export type Apply = z.infer<typeof Apply>;

const code = text(100);
export const ProveApplication = z.object({ code });
export const WithdrawApplication = z.object({ code, version });
export const AnswerApplication = z.object({ code, version, body: text(LONGEST.body) });
export type AnswerApplication = z.infer<typeof AnswerApplication>;

/** `accountId` leads into a company that is there already; without it the application makes one. */
export const ApproveApplication = z.strictObject({ accountId: text(60).exactOptional() });
export type ApproveApplication = z.infer<typeof ApproveApplication>;

export const AskMore = z.strictObject({ question: text(LONGEST.body) });
export type AskMore = z.infer<typeof AskMore>;

const refusal = {
  reason: z.enum(rejectionReasons),
  note: optionalText(LONGEST.body),
  reapply: z.enum(reapplyRules).default('at_once'),
};
type Refusal = { reason: string; note: string | null; reapply: string; days?: number | undefined };

/** "Other" says nothing by itself, and "later" is a day. */
function complete({ reason, note, reapply, days }: Refusal, context: z.core.$RefinementCtx): void {
  const refuse = (field: string) =>
    context.addIssue({ code: 'custom', path: [field], params: { code: 'required' }, input: undefined });
  if (reason === 'other' && !note) refuse('note');
  if (reapply === 'later' && days === undefined) refuse('days');
}

export const RejectApplication = z
  .strictObject({ ...refusal, days: z.int().min(1).max(MOST_DAYS).exactOptional() })
  .superRefine(complete);
export type RejectApplication = z.infer<typeof RejectApplication>;

const filled = <S extends z.ZodType>(schema: S) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional());

export const ApproveForm = z.object({ accountId: filled(text(60)), version });
export const AskMoreForm = z.object({ ...AskMore.shape, version });
export const RejectForm = z
  .object({ ...refusal, days: filled(z.coerce.number().int().min(1).max(MOST_DAYS)), version })
  .superRefine(complete);

export const tabs = ['submitted', 'more_asked', 'approved', 'rejected', 'withdrawn'] as const;
export type Tab = (typeof tabs)[number];

export const ApplicationFilter = Paging.extend({
  status: z.enum(tabs).default('submitted'),
  q: z.string().trim().max(100).default(''),
});
export type ApplicationFilter = z.infer<typeof ApplicationFilter>;
