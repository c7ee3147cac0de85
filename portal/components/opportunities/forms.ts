import { z } from 'zod';

import { parse, text, version } from '#api/core/parse.ts';
import type { Locale } from '#api/i18n/index.ts';
import { ChangeOpportunity, CreateOpportunity } from '#api/opportunities/schemas.ts';
import type { Named } from '#api/opportunities/view.ts';
import { readAmount, writeAmount } from './amount.ts';

const typed = z.string().max(10_000).default('');

/** The form as a browser sends it: texts, which the schemas of the API then judge. */
export const FactsForm = z.object({
  title: typed,
  customerId: typed,
  productId: typed,
  amount: typed,
  currency: typed,
  closeOn: typed,
  ownerId: typed,
  nextStep: typed,
  nextStepOn: typed,
  shared: typed,
});
export type FactsForm = z.infer<typeof FactsForm>;

/** What the form showed when it was opened, so that what nobody touched gives way to what others have saved. */
export const EditForm = FactsForm.extend({ version, read: typed });
export const MoveForm = z.object({ version, stage: typed, lostReason: z.string().optional() });
export const StepForm = z.object({ version, nextStep: typed, nextStepOn: typed });
export const ShareForm = z.object({ version, shared: z.enum(['yes', 'no']) });
export const NoteForm = z.object({ body: text(10_000) });

const given = (value: string) => value.trim() || undefined;

const factsIn = (sent: FactsForm, locale: Locale) => ({
  title: sent.title,
  customerId: sent.customerId,
  productId: given(sent.productId) ?? null,
  amount: given(sent.amount) && (readAmount(locale, sent.amount) ?? sent.amount),
  currency: sent.currency,
  closeOn: given(sent.closeOn),
  ownerId: sent.ownerId,
  nextStep: sent.nextStep,
  nextStepOn: given(sent.nextStepOn) ?? null,
  shared: sent.shared === 'yes',
});

export const creationIn = (sent: FactsForm, locale: Locale): CreateOpportunity =>
  parse(CreateOpportunity, factsIn(sent, locale));

/** Only what was touched, so that two people who change different things do not undo each other. */
export function changeIn(sent: z.infer<typeof EditForm>, locale: Locale): ChangeOpportunity {
  const change = parse(CreateOpportunity.omit({ stage: true }), factsIn(sent, locale));
  const before = seenIn(sent.read);
  const touched = (field: string) => sent[field as keyof FactsForm]?.trim() !== before[field];
  return Object.fromEntries(Object.entries(change).filter(([field]) => touched(field)));
}

export const stepIn = ({ nextStep, nextStepOn }: z.infer<typeof StepForm>): ChangeOpportunity =>
  parse(ChangeOpportunity, { nextStep, nextStepOn: given(nextStepOn) ?? null });

type Texts = Record<string, string>;

/** An opportunity in the texts of the form. */
export const textsOf = (opportunity: Named, locale: Locale): Texts => ({
  title: opportunity.title,
  customerId: opportunity.customerId,
  productId: opportunity.productId ?? '',
  amount: writeAmount(locale, opportunity.amount),
  currency: opportunity.currency,
  closeOn: opportunity.closeOn,
  ownerId: opportunity.ownerId,
  nextStep: opportunity.nextStep ?? '',
  nextStepOn: opportunity.nextStepOn ?? '',
  shared: opportunity.shared ? 'yes' : 'no',
});

/** What the form holds when it is opened. */
export function opened(opportunity: Named, locale: Locale): Texts {
  const texts = textsOf(opportunity, locale);
  return { ...texts, version: String(opportunity.version), read: JSON.stringify(texts) };
}

/** After somebody else saved first: keeps what was typed, takes the rest, and lets the next sending be a choice. */
export function giveWay(values: Texts, opportunity: Named, locale: Locale): void {
  const before = seenIn(values['read'] ?? '');
  const now = textsOf(opportunity, locale);
  const untouched = Object.entries(now).filter(([field]) => values[field] === before[field]);
  Object.assign(values, Object.fromEntries(untouched), {
    version: String(opportunity.version),
    read: JSON.stringify(now),
  });
}

function seenIn(json: string): Texts {
  try {
    return z.record(z.string(), z.string()).parse(JSON.parse(json));
  } catch {
    return {};
  }
}
