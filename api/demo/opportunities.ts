import { fold } from '#db/fold.ts';
import { newId } from '#db/ids.ts';
import { opportunities, opportunityNotes } from '#db/schema/opportunities.ts';
import * as content from './content/index.ts';
import type { Opportunity } from './content/opportunities.ts';
import { accountId, accountOf, personId, personOf, type Story } from './story.ts';

/** What the partners sell to their customers, and how each of these came where it is. */
export function tellOpportunities(story: Story): void {
  for (const opportunity of content.opportunities) {
    const subject = { id: newId('opp'), accountId: accountId(personOf(opportunity.owner).account) };
    story.insert(opportunities, [{ ...subject, ...columnsOf(story, opportunity) }]);
    story.insert(
      opportunityNotes,
      opportunity.notes.map(({ by, at, text }) => ({
        id: newId('note'),
        opportunityId: subject.id,
        authorId: personId(by),
        body: text,
        createdAt: story.at(at),
      })),
    );
    tellMoves(story, opportunity, subject);
  }
}

function columnsOf(story: Story, { moves, notes, customer, owner, step, ...opportunity }: Opportunity) {
  const { title, amount, currency, closeOn, shared, lostReason } = opportunity;
  const [begun, now] = [moves[0], moves.at(-1)];
  if (!begun || !now) throw new Error(`Nobody in the demo has begun ${title}`);
  const lastActivityAt = new Date(Math.max(...[...moves, ...notes].map(({ at }) => story.at(at).getTime())));
  return {
    customerId: accountId(accountOf(customer).key),
    ownerId: personId(owner),
    title,
    stage: now.stage,
    stageSince: story.at(now.at),
    amount,
    currency,
    closeOn: story.day(closeOn),
    shared,
    lostReason: lostReason ?? null,
    nextStep: step?.text ?? null,
    nextStepOn: step ? story.day(step.due) : null,
    version: moves.length,
    createdAt: story.at(begun.at),
    updatedAt: lastActivityAt,
    lastActivityAt,
    searchText: fold(title, accountOf(customer).name, personOf(owner).name),
  };
}

function tellMoves(
  story: Story,
  { moves, notes, shared }: Opportunity,
  subject: { id: string; accountId: string },
) {
  const audience = shared ? 'account' : 'owner';
  moves.forEach(({ stage, at, by }, index) => {
    const before = moves[index - 1]?.stage;
    const happened = { at: story.at(at), by, subject, audience } as const;
    if (before) story.happened({ ...happened, name: 'opportunity.moved', data: { from: before, to: stage } });
    else story.happened({ ...happened, name: 'opportunity.created', data: { stage } });
  });
  for (const { by, at } of notes) {
    story.happened({ name: 'opportunity.noted', at: story.at(at), by, subject, audience });
  }
}
