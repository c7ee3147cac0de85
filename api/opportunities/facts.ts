import { z } from 'zod';

import { day, text } from '#api/core/parse.ts';
import { currencies, opportunityStages } from '#db/enums.ts';

const EARLIEST = '2000-01-01';
const LATEST = '2099-12-31';
export const closeOn = day.refine((value) => value >= EARLIEST && value <= LATEST, {
  params: { code: 'opportunities.day_out_of_range' },
});

/** In minor units. Beyond ten thousand million of anything, somebody has slipped. */
export const amount = z.number().int().min(0).max(1_000_000_000_000);

/** An opportunity as a file tells it, with the names of those it is about. */
export const ImportOpportunity = z.strictObject({
  key: text(200),
  title: text(200),
  customer: text(200),
  /** Somebody of the partner that works it, or of the house: by name or address. */
  owner: text(200),
  product: text(200).exactOptional(),
  stage: z.enum(opportunityStages),
  amount,
  currency: z.enum(currencies),
  closeOn,
  startedAt: z.date().exactOptional(),
  lostReason: text(500).exactOptional(),
  nextStep: text(300).exactOptional(),
  nextStepOn: day.exactOptional(),
});
export type ImportOpportunity = z.infer<typeof ImportOpportunity>;
