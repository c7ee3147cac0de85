import { HOUSE_ID } from '#api/core/house.ts';
import { turnOf } from '#api/applications/states.ts';
import type { Application } from '#db/schema/applications.ts';

/** Who must act on an application and by when, as those read it who decide. */
export function nextTurn({ t, house, person }: App.Locals, application: Application) {
  const { accountId, status, company, dueAt } = application;
  const by = dueAt ?? undefined;
  const turn = turnOf(status);
  if (turn === 'nobody') return { who: '' };
  if (turn === 'applicant') return { who: t('applications.applicant'), by };
  const who = accountId === HOUSE_ID ? house.name : company;
  return { who, by, you: person?.account.id === accountId };
}
