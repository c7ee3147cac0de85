import { GiveRoleForm, HandOverForm, SeatForm } from '#api/people/schemas.ts';
import { endMembership, giveRole, handOver, restoreMembership } from '#api/people/team.ts';
import { submit, type Form } from '../../form.ts';

type Page = Parameters<typeof submit>[0];
export type SeatActs = { refused: Form | undefined; done: string | undefined };

/** The forms on the page of somebody in an account, and what became of them. */
export async function actOnSeat(page: Page, id: string): Promise<SeatActs> {
  const { scope } = page.locals;
  const tell = (word: string) => () => `people.done.${word}`;
  const tries = [
    await submit(
      page,
      GiveRoleForm,
      ({ version, ...given }) => giveRole(scope, id, version, given).then(tell('role_given')),
      { action: 'give_role' },
    ),
    await submit(page, SeatForm, ({ version }) => endMembership(scope, id, version).then(tell('ended')), {
      action: 'end',
    }),
    await submit(
      page,
      SeatForm,
      ({ version }) => restoreMembership(scope, id, version).then(tell('restored')),
      { action: 'restore' },
    ),
    await submit(
      page,
      HandOverForm,
      ({ version, ...kept }) => handOver(scope, id, version, kept).then(tell('handed_over')),
      { action: 'hand_over' },
    ),
  ];
  return {
    refused: tries.find(({ error }) => error)?.form,
    done: tries.find(({ result }) => result)?.result,
  };
}
