import { z } from 'zod';

import { Paging } from '#api/core/paging.ts';
import { day, text } from '#api/core/parse.ts';
import { currencies, opportunityStages } from '#db/enums.ts';
import { periods } from './calendar.ts';
import { amount, closeOn } from './facts.ts';
import { openStages } from './stages.ts';

/** A choice that an empty field of the filter form leaves open. */
const chosen = <S extends z.ZodType>(schema: S) =>
  z.preprocess((value) => value || undefined, schema.optional());

const id = z.string().min(1).max(60);

export const states = ['open', 'won', 'lost', 'all'] as const;
export type State = (typeof states)[number];
export const sorts = ['closeOn', '-closeOn'] as const;

export const OpportunityFilter = Paging.extend({
  state: z.enum(states).default('open'),
  stage: chosen(z.enum(opportunityStages)),
  owner: chosen(id),
  /** The partner, for those who reach several. */
  account: chosen(id),
  customer: chosen(id),
  closes: chosen(z.enum(periods)),
  closesBefore: chosen(day),
  /** Longer in its stage than is usual there. */
  stalled: chosen(z.literal('yes')),
  q: z.string().trim().max(100).default(''),
  /** By the day it should close; the next first, or the last first when it is about closed ones. */
  sort: chosen(z.enum(sorts)),
});
export type OpportunityFilter = z.infer<typeof OpportunityFilter>;

const step = z
  .string()
  .trim()
  .max(300)
  .transform((value) => value || null)
  .nullable();

/** What can be changed; a field that is not named stays as it is. */
export const ChangeOpportunity = z.strictObject({
  title: text(200).exactOptional(),
  customerId: id.exactOptional(),
  ownerId: id.exactOptional(),
  /** What is sold, as far as it has a name already. */
  productId: id.nullable().exactOptional(),
  amount: amount.exactOptional(),
  currency: z.enum(currencies).exactOptional(),
  closeOn: closeOn.exactOptional(),
  nextStep: step.exactOptional(),
  nextStepOn: day.nullable().exactOptional(),
  shared: z.boolean().exactOptional(),
});
export type ChangeOpportunity = z.infer<typeof ChangeOpportunity>;

export const CreateOpportunity = ChangeOpportunity.extend({
  title: text(200),
  customerId: id,
  amount,
  currency: z.enum(currencies),
  closeOn,
  stage: z.enum(openStages).default('qualify'),
});
export type CreateOpportunity = z.infer<typeof CreateOpportunity>;

/** To lose something takes a reason. */
export const MoveOpportunity = z
  .strictObject({
    stage: z.enum(opportunityStages),
    lostReason: z.string().trim().max(500).optional(),
  })
  .refine(({ stage, lostReason }) => stage !== 'lost' || lostReason, {
    path: ['lostReason'],
    params: { code: 'required' },
  });
export type MoveOpportunity = z.infer<typeof MoveOpportunity>;

export const AddNote = z.strictObject({ body: text(10_000) });
export type AddNote = z.infer<typeof AddNote>;
