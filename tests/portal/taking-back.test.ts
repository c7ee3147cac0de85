import { expect, test } from 'vitest';

import { takingBack as takingMoveBack } from '#portal/components/opportunities/undo.ts';
import { takingBack as takingStatusBack } from '#portal/components/requests/desk/acts.ts';

const locals = { person: { name: 'Ada Lindqvist' } } as Pick<App.Locals, 'person'>;
const after = (done: string) => ({ url: new URL(`http://portal.example/?done=${done}`), locals });

const opportunity = { id: 'opp_1', version: 4, may: { move: true, share: true }, shared: false };
const moved = (actorName: string | null) => [
  {
    name: 'opportunity.moved' as const,
    data: { from: 'qualify', to: 'propose' },
    actorName,
    values: [],
  },
];

test('a move is taken back by whoever made it last, and by nobody else', () => {
  const page = after('opportunities.done.moved');
  const form = { id: 'opp_1', version: '4', action: 'move', stage: 'qualify' };
  expect(takingMoveBack(page, opportunity, moved('Ada Lindqvist'))).toEqual(form);
  expect(takingMoveBack(page, opportunity, moved('Ben Whitfield'))).toBeUndefined();
  expect(
    takingMoveBack({ ...page, locals: { person: undefined } }, opportunity, moved(null)),
  ).toBeUndefined();
});

test('an address that only says so offers nobody to share what is hidden', () => {
  const page = after('opportunities.done.unshared');
  const shared = { field: 'shared', before: true, after: false };
  const changed = [
    { name: 'opportunity.changed' as const, data: {}, actorName: 'Ada Lindqvist', values: [shared] },
  ];
  expect(takingMoveBack(page, opportunity, moved('Ada Lindqvist'))).toBeUndefined();
  expect(takingMoveBack(page, opportunity, changed)).toMatchObject({ action: 'share', shared: 'yes' });
});

test('a status is taken back by whoever changed it last, and by nobody else', () => {
  const page = after('requests.done.status');
  const request = { version: 2, may: { statuses: ['in_progress'] } } as unknown as Parameters<
    typeof takingStatusBack
  >[1];
  const changed = (actorName: string) =>
    [
      { kind: 'status', id: 'evt_1', at: new Date(), from: 'in_progress', to: 'waiting_other', actorName },
    ] as never;
  expect(takingStatusBack(page, request, changed('Ada Lindqvist'))).toMatchObject({ status: 'in_progress' });
  expect(takingStatusBack(page, request, changed('Abe Okafor'))).toBeUndefined();
});
