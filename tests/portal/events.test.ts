import { expect, test } from 'vitest';

import { moveIn } from '#portal/components/events/reading.ts';

const moved = { name: 'opportunity.moved', data: { from: 'qualify', to: 'won' } } as const;
const changed = {
  name: 'request.status_changed',
  data: { from: 'submitted', to: 'waiting_other', action: 'wait' },
} as const;

test('a move says from where to where, to each reader in his words', () => {
  expect(moveIn(moved, 'partner')).toEqual({
    from: 'opportunities.stage.qualify',
    to: 'opportunities.stage.won',
  });
  expect(moveIn(changed, 'staff')).toEqual({
    from: 'requests.desk_status.submitted',
    to: 'requests.desk_status.waiting_other',
  });
  expect(moveIn({ ...changed, data: { from: 'submitted', to: 'in_progress' } }, 'customer')).toEqual({
    from: 'requests.status.submitted',
    to: 'requests.status.in_progress',
  });
});

test('what does not move, or to nowhere that has a name, says nothing', () => {
  expect(moveIn({ name: 'opportunity.noted', data: {} }, 'partner')).toBeUndefined();
  expect(moveIn({ ...moved, data: {} }, 'partner')).toBeUndefined();
  expect(moveIn({ ...moved, data: { from: 'qualify', to: 'nowhere' } }, 'partner')).toBeUndefined();
  expect(moveIn({ ...moved, data: { from: 'won', to: 'won' } }, 'partner')).toBeUndefined();
});
