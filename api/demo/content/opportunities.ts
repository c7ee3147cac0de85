import { currencies, opportunityStages, type OpportunityStage } from '#db/enums.ts';
import { oneOf } from './one-of.ts';
import { readScripts, type Block } from './script.ts';
import type { AccountKey, Day, Moment, PersonKey } from './shape.ts';

export type Opportunity = {
  title: string;
  owner: PersonKey;
  customer: AccountKey;
  /** In minor units. */
  amount: number;
  currency: (typeof currencies)[number];
  closeOn: Day;
  shared: boolean;
  step: { text: string; due: Day } | undefined;
  lostReason: string | undefined;
  /** Oldest first; the first entry is the creation, the last one where it is now. */
  moves: { stage: OpportunityStage; at: Moment; by: PersonKey }[];
  notes: { at: Moment; by: PersonKey; text: string }[];
};

const FACTS = /^(\w+) (\w+) ([A-Z]{3}) ([\d.]+) close([+-]\d+)( shared)?$/;
const STEP = /^step ([+-]?\d+) (.+)$/;
const LOST = /^lost (.+)$/;

/**
 * What the partners sell. The facts of one are its owner, customer, currency, amount, the days until it closes and
 * whether the house sees it, and then perhaps `step +3 what to do` and `lost why`.
 */
export const opportunities: Opportunity[] = readScripts('opportunities').map(opportunityOf);

function opportunityOf({ title, facts, entries }: Block): Opportunity {
  const [head = '', ...more] = facts;
  const [, owner, customer, currency, amount, closeIn, shared] = FACTS.exec(head) ?? [];
  if (!owner || !customer) throw new Error(`The demo does not understand: ${head}`);
  const step = more.map((line) => STEP.exec(line)).find(Boolean);
  const lost = more.map((line) => LOST.exec(line)).find(Boolean);
  if (more.length !== [step, lost].filter(Boolean).length)
    throw new Error(`The demo does not understand: ${more.join()}`);
  const told = entries.map(({ at, by, words: [word = ''], text }) => ({ at, by, word, text }));
  return {
    title,
    owner,
    customer,
    amount: Math.round(Number(amount) * 100),
    currency: oneOf(currencies, currency),
    closeOn: { inDays: Number(closeIn) },
    shared: shared !== undefined,
    step: step ? { due: { inDays: Number(step[1]) }, text: step[2] ?? '' } : undefined,
    lostReason: lost?.[1],
    moves: told
      .filter(({ word }) => word !== 'note')
      .map(({ at, by, word }) => ({ at, by, stage: oneOf(opportunityStages, word) })),
    notes: told.filter(({ word }) => word === 'note'),
  };
}
