import { searchTextOf } from '#api/accounts/search-text.ts';
import { isStaff, type Member } from '#api/core/actor.ts';
import { allow, conflict, notFound, stale } from '#api/core/errors.ts';
import { HOUSE_ID } from '#api/core/house.ts';
import type { Scope } from '#api/core/scope.ts';
import type { Write } from '#api/core/write.ts';
import { roleToGive, stillGiven } from '#api/people/giving.ts';
import { LEADING, presetId } from '#api/people/roles.ts';
import { notYetIn } from '#api/people/service.ts';
import type { ApplicationStatus } from '#db/enums.ts';
import { accounts, contacts, type Account } from '#db/schema/accounts.ts';
import { applicationMessages, applications, type Application } from '#db/schema/applications.ts';
import { invitations } from '#db/schema/people.ts';
import { audienceFor } from './applying.ts';
import { mayDecide } from './policy.ts';
import type { ApproveApplication, AskMore, RejectApplication } from './schemas.ts';
import { after, type Act } from './states.ts';
import { answerDue } from './working-days.ts';

const DAY_MS = 86_400_000;

/**
 * Lets the applicant in: with an invitation to a company that is there, or to a new one for which he answers. The
 * person comes to be when the invitation is taken up, with a password and the terms.
 *
 * @throws 403, 404, 409, 412
 */
export async function approve(scope: Scope, id: string, version: number, input: ApproveApplication) {
  const { application, actor, status } = await applicationFor(scope, 'approve', { id, version });
  const company = await companyFor(scope, application, input);
  const { kind, email } = application;
  const roleId = presetId(kind, company ? 'member' : LEADING[kind]);
  const role = await roleToGive(scope, company ?? { id: 'new', kind }, roleId);
  if (company) await notYetIn(scope, company.id, email);
  await scope.write((write) => {
    const admittedTo = company?.id ?? openAccount(write, application);
    const invitation = write.insert(invitations, {
      accountId: admittedTo,
      roleId: role.id,
      email,
      invitedBy: actor.personId,
    });
    stillGiven(write, role.id);
    write.update(applications, application, { ...decided(actor, status), admittedTo });
    const data = { admittedTo, invitationId: invitation.id, opened: company === undefined };
    write.record('application.approved', application, { audience: audienceFor(application.accountId), data });
  });
}

/** @throws 403, 404, 409, 412 */
export async function reject(scope: Scope, id: string, version: number, input: RejectApplication) {
  const { application, actor, status } = await applicationFor(scope, 'reject', { id, version });
  const { reason, note, reapply, days } = input;
  const reapplyOn = reapply === 'later' && days ? dayIn(days) : null;
  await scope.write((write) => {
    write.update(applications, application, {
      ...decided(actor, status),
      reason,
      note,
      reapply,
      reapplyOn,
    });
    const audience = audienceFor(application.accountId);
    write.record('application.rejected', application, { audience, data: { reason, reapply } });
  });
}

/** @throws 403, 404, 409, 412 */
export async function askMore(scope: Scope, id: string, version: number, { question }: AskMore) {
  const { application, actor, status } = await applicationFor(scope, 'ask_more', { id, version });
  await scope.write((write) => {
    write.update(applications, application, { status, dueAt: answerDue() });
    const asked = { applicationId: id, side: 'staff', authorId: actor.personId, body: question } as const;
    const { id: messageId } = write.insert(applicationMessages, asked);
    const audience = audienceFor(application.accountId);
    write.record('application.more_asked', application, { audience, data: { messageId } });
  });
}

async function applicationFor(scope: Scope, act: Act, { id, version }: { id: string; version: number }) {
  const { actor } = scope;
  const application = await scope.find(applications, id);
  allow(mayDecide(actor, act, application));
  if (application.version !== version) throw stale();
  const status = after(application.status, act);
  if (!status) throw conflict('applications.not_now');
  return { application, actor, status };
}

/** The house may name a company; a registration that waits for one leads there. @throws 403, 404, 409 */
async function companyFor(
  scope: Scope,
  { kind, accountId }: Application,
  input: ApproveApplication,
): Promise<Account | undefined> {
  if (input.accountId !== undefined) allow(isStaff(scope.actor));
  const id = input.accountId ?? (accountId === HOUSE_ID ? undefined : accountId);
  if (id === undefined) return undefined;
  const account = await scope.find(accounts, id);
  if (account.kind !== kind) throw notFound('accounts');
  if (account.closedAt) throw conflict('accounts.already_closed');
  return account;
}

/** A company as its application tells it, with the applicant as whom the house calls there. */
function openAccount(
  write: Write,
  { kind, company: name, website, country, ...person }: Application,
): string {
  const account = write.insert(accounts, {
    kind,
    name,
    website,
    country,
    searchText: searchTextOf({ name, website }),
  });
  write.insert(contacts, { accountId: account.id, name: person.name, email: person.email });
  return account.id;
}

const decided = (actor: Member, status: ApplicationStatus) => ({
  status,
  dueAt: null,
  decidedAt: new Date(),
  decidedBy: actor.personId,
});

const dayIn = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);
