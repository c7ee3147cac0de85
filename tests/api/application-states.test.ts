import { describe, expect, test } from 'vitest';

import { acts, after, permitted, standings, turnOf, type Act } from '#api/applications/states.ts';
import { actsOpen, mayDecide } from '#api/applications/policy.ts';
import { applicationStatuses, type ApplicationStatus } from '#db/enums.ts';
import { actorOf, cast, type Name } from '../support/world.ts';

/** In the order of the acts: prove, ask for more, answer, approve, reject, withdraw. */
const LEADS: Record<ApplicationStatus, (ApplicationStatus | undefined)[]> = {
  unproven: ['submitted', undefined, undefined, undefined, undefined, undefined],
  submitted: [undefined, 'more_asked', undefined, 'approved', 'rejected', 'withdrawn'],
  more_asked: [undefined, undefined, 'submitted', 'approved', 'rejected', 'withdrawn'],
  approved: [undefined, undefined, undefined, undefined, undefined, undefined],
  rejected: [undefined, undefined, undefined, undefined, undefined, undefined],
  withdrawn: [undefined, undefined, undefined, undefined, undefined, undefined],
};
const TURNS = ['applicant', 'decider', 'applicant', 'nobody', 'nobody', 'nobody'];

const cells = applicationStatuses.flatMap((status) =>
  acts.map((act, n) => ({ status, act, leads: LEADS[status][n] })),
);

test.each(cells)('from $status, $act leads to $leads', ({ status, act, leads }) => {
  expect(after(status, act)).toBe(leads);
});

test.each(applicationStatuses.map((status, n) => ({ status, turn: TURNS[n] })))(
  'in $status it is the turn of $turn',
  ({ status, turn }) => {
    expect(turnOf(status)).toBe(turn);
  },
);

/** Applicant, house, company. */
const BY: Record<Act, boolean[]> = {
  prove: [true, false, false],
  ask_more: [false, true, false],
  answer: [true, false, false],
  approve: [false, true, true],
  reject: [false, true, true],
  withdraw: [true, false, false],
};

test.each(acts.flatMap((act) => standings.map((who, n) => ({ act, who, may: BY[act][n] }))))(
  '$who may $act: $may',
  ({ act, who, may }) => {
    expect(permitted(act, who)).toBe(may);
  },
);

describe('of the cast', () => {
  const everybody = Object.keys(cast) as Name[];
  const ours = { accountId: 'acc_dune', status: 'submitted' } as const;
  const theHouses = { accountId: 'acc_house', status: 'submitted' } as const;
  const who = (act: Act, one: typeof ours | typeof theHouses) =>
    everybody.filter((name) => mayDecide(actorOf(name), act, one));

  test('decide about an application to the house those who look after its people', () => {
    expect(who('approve', theHouses)).toEqual(['ada', 'max']);
    expect(who('reject', theHouses)).toEqual(['ada', 'max']);
    expect(who('ask_more', theHouses)).toEqual(['ada', 'max']);
  });

  test('decide about a registration these and the owner of the company', () => {
    expect(who('approve', ours)).toEqual(['ada', 'max', 'dan']);
    expect(who('ask_more', ours)).toEqual(['ada', 'max']);
    expect(who('prove', ours)).toEqual([]);
  });

  test.each(applicationStatuses)('nobody is offered what %s does not allow', (status) => {
    const open = actsOpen(actorOf('ada'), { accountId: 'acc_house', status });
    const possible = acts.filter((act) => LEADS[status][acts.indexOf(act)] && BY[act][1]);
    expect(open).toEqual(possible);
  });
});
