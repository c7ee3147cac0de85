import { fold } from '#db/fold.ts';
import { newId } from '#db/ids.ts';
import { opportunities, opportunityNotes } from '#db/schema/opportunities.ts';
import * as content from './content/index.ts';
import type { Opportunity } from './content/index.ts';
import { accountId, accountOf, personId, personOf, type Story } from './story.ts';

/** What the partners sell to their customers, and how each of these came where it is. */
export function tellOpportunities(story: Story): void {
  for (const opportunity of content.opportunities) {
    const subject = { id: newId('opp'), accountId: accountId(opportunity.partner) };
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

function columnsOf(story: Story, opportunity: Opportunity) {
  const { customer, owner, title, stage, amount, currency, closeOn, nextStep, lostReason, sharedWithHouse } =
    opportunity;
  const moves = opportunity.history.map(({ at }) => story.at(at));
  const activities = [...moves, ...opportunity.notes.map(({ at }) => story.at(at))];
  const lastActivityAt = new Date(Math.max(...activities.map(Number)));
  return {
    customerId: accountId(customer),
    ownerId: personId(owner),
    title,
    stage,
    amount,
    currency,
    closeOn: story.day(closeOn),
    shared: sharedWithHouse,
    ...(lostReason ? { lostReason } : {}),
    stageSince: moves.at(-1) ?? story.now,
    ...(nextStep ? { nextStep: nextStep.text, nextStepOn: story.day(nextStep.due) } : {}),
    version: moves.length,
    createdAt: moves[0] ?? story.now,
    updatedAt: lastActivityAt,
    lastActivityAt,
    searchText: fold(title, accountOf(customer).name, personOf(owner).name),
  };
}

function tellMoves(
  story: Story,
  { history, notes, sharedWithHouse }: Opportunity,
  subject: { id: string; accountId: string },
) {
  const audience = sharedWithHouse ? 'account' : 'owner';
  history.forEach(({ stage, at, by }, index) => {
    const before = history[index - 1]?.stage;
    const happened = { at: story.at(at), by, subject, audience } as const;
    if (before) story.happened({ ...happened, name: 'opportunity.moved', data: { from: before, to: stage } });
    else story.happened({ ...happened, name: 'opportunity.created', data: { stage } });
  });
  for (const { by, at } of notes) {
    story.happened({ name: 'opportunity.noted', at: story.at(at), by, subject, audience });
  }
}
