import { isMember, isStaff } from '#api/core/actor.ts';
import type { Scope } from '#api/core/scope.ts';
import { applications, type Application } from '#db/schema/applications.ts';
import { companiesOf, type Matched } from './domains.ts';
import { actsOpen } from './policy.ts';
import * as queries from './queries.ts';
import type { ApplicationFilter } from './schemas.ts';
import type { Act } from './states.ts';

export { approve, askMore, reject } from './deciding.ts';
export { countByStatus, type Said } from './queries.ts';

export type Listed = Application & { may: Act[] };

/** An application with everything that helps to decide. */
export type Found = Listed & {
  messages: queries.Said[];
  /** Others from the same address or company, and companies that are here already. */
  like: Application[];
  companies: Matched[];
  /** Whose people it seems to be, and where it has led. */
  waitsFor: string | undefined;
  admitted: string | undefined;
  decider: string | undefined;
};

const withActs = (scope: Scope, application: Application): Listed => ({
  ...application,
  may: actsOpen(scope.actor, application),
});

export async function listApplications(scope: Scope, filter: ApplicationFilter) {
  const { items, ...page } = await queries.applicationsPage(scope, filter);
  return { ...page, items: items.map((application) => withActs(scope, application)) };
}

/** Those that wait for the actor's own company. */
export async function waitingForUs(scope: Scope): Promise<Listed[]> {
  const { actor } = scope;
  if (!isMember(actor)) return [];
  const waiting = await queries.waitingFor(scope, actor.accountId);
  return waiting.map((application) => withActs(scope, application));
}

/** @throws 404 */
export async function findApplication(scope: Scope, id: string): Promise<Found> {
  const application = await scope.find(applications, id);
  const forHouse = isStaff(scope.actor);
  const [messages, like, companies, waitsFor, admitted, decider] = await Promise.all([
    queries.messagesOf(scope, id),
    forHouse ? queries.likeIt(scope, application) : [],
    forHouse ? companiesOf(scope, queries.domainsOf(application)) : [],
    queries.accountName(scope, application.accountId),
    queries.accountName(scope, application.admittedTo),
    queries.personName(scope, application.decidedBy),
  ]);
  return { ...withActs(scope, application), messages, like, companies, waitsFor, admitted, decider };
}
