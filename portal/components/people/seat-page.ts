import { rolesToGive } from '#api/people/service.ts';
import { findSeat } from '#api/people/team.ts';
import { formatDay } from '../../format.ts';
import { roleName } from './role-name.ts';
import { actOnSeat } from './seat-acts.ts';

type Page = Parameters<typeof actOnSeat>[0] & { url: URL };

/** What the page of somebody shows, in the portal and at the desk; `done` says where to go instead. */
export async function seatPage(page: Page, id: string) {
  const { scope } = page.locals;
  const { done, refused } = await actOnSeat(page, id);
  const seat = await findSeat(scope, id);
  const account = { id: seat.accountId, kind: seat.accountKind };
  const roles = seat.may.includes('give_role') ? await rolesToGive(scope, account) : [];
  const undoable = page.url.searchParams.get('done') === 'people.done.ended' && seat.may.includes('restore');
  const undo = undoable ? { action: 'restore', version: String(seat.version) } : undefined;
  const { t } = page.locals;
  const when = formatDay(page.locals, seat.since);
  const lead = t('people.seat_lead', {
    role: roleName(t, seat),
    email: seat.robot ? t('tokens.program') : seat.email,
    when,
  });
  return { seat, lead, roles, refused, done, undo };
}
