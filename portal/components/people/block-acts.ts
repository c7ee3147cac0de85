import { blockPerson, mayBlock, unblockPerson } from '#api/people/blocking.ts';
import { BlockForm, SeatForm } from '#api/people/schemas.ts';
import type { Seat } from '#api/people/team.ts';
import { submit } from '../../form.ts';

type Page = Parameters<typeof submit>[0];

/** Shutting somebody out at the desk and letting in again, and what became of it. */
export async function actOnBlock(page: Page, { personId }: Pick<Seat, 'personId'>) {
  const { scope } = page.locals;
  const blocked = await submit(
    page,
    BlockForm,
    ({ version, reason }) => blockPerson(scope, personId, version, { reason }).then(() => true),
    { action: 'block' },
  );
  const unblocked = await submit(
    page,
    SeatForm,
    ({ version }) => unblockPerson(scope, personId, version).then(() => true),
    { action: 'unblock' },
  );
  return {
    form: unblocked.error ? unblocked.form : blocked.form,
    done: blocked.result ? 'people.done.blocked' : unblocked.result ? 'people.done.unblocked' : undefined,
    may: await mayBlock(scope, personId),
  };
}
