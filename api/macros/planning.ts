import { isMember } from '#api/core/actor.ts';
import { allow, invalid } from '#api/core/errors.ts';
import type { Scope } from '#api/core/scope.ts';
import { findRequest, listAgents, roleOn, type Agent } from '#api/requests/service.ts';
import { actionFor, advance, type Action } from '#api/requests/status.ts';
import { tagsOf } from '#api/tags/service.ts';
import { fold } from '#db/fold.ts';
import type { MacroActions } from '#db/schema/macros.ts';
import { requests, type Request } from '#db/schema/requests.ts';
import { filledIn } from './filling.ts';
import { findMacro } from './service.ts';

type Turn<T> = { from: T; to: T };
type Someone = Agent | null;

/** What a macro does to a request as it is now; what is so already is left out. */
export type Plan = {
  macro: { id: string; name: string };
  version: number;
  /** With everything filled in. */
  reply: string | null;
  choice: MacroActions['choice'];
  status: Turn<Request['status']> | null;
  priority: Turn<Request['priority']> | null;
  assignee: Turn<Someone> | null;
  tags: string[];
};

/** @throws 403, 404, 409 for what cannot be done now, 422 for somebody who answers no requests any more */
export const planMacro = async (scope: Scope, id: string, macroId: string): Promise<Plan> =>
  (await planned(scope, id, macroId)).plan;

/** The plan, and what it was made from. @throws as above */
export async function planned(scope: Scope, id: string, macroId: string) {
  const row = await scope.find(requests, id);
  allow((await roleOn(scope, row)) === 'agent');
  const { name, actions } = await findMacro(scope, macroId);
  const [detail, agents, tagged] = await Promise.all([
    findRequest(scope, id),
    listAgents(scope),
    tagsOf(scope, [id]),
  ]);
  const assignee = assigneeOf(scope, actions, agents);
  const action = actionOf(scope, row, actions, assignee);
  const to = advance(row.status, 'agent', action);
  const has = new Set((tagged.get(id) ?? []).map((tag) => fold(tag.name)));
  const had = row.assigneeId ? { id: row.assigneeId, name: detail.assigneeName ?? '' } : null;
  const plan: Plan = {
    macro: { id: macroId, name },
    version: row.version,
    reply: actions.reply && (await filledIn(scope, detail, row.locale, actions.reply)),
    choice: actions.choice,
    status: turn(row.status, to),
    priority: turn(row.priority, actions.priority ?? row.priority),
    assignee: assignee === undefined || assignee?.id === had?.id ? null : { from: had, to: assignee },
    tags: actions.tags.filter((tag) => !has.has(fold(tag))),
  };
  return { plan, row, action, agents };
}

const turn = <T>(from: T, to: T): Turn<T> | null => (from === to ? null : { from, to });

/** Undefined where it stays with whoever has it. */
function assigneeOf({ actor }: Scope, { assignee }: MacroActions, agents: Agent[]): Someone | undefined {
  if (!assignee) return undefined;
  if (assignee === 'nobody') return null;
  const wanted = assignee === 'me' && isMember(actor) ? actor.personId : assignee;
  const agent = agents.find(({ id }) => id === wanted);
  if (!agent) throw invalid({ assignee: 'requests.not_an_agent' });
  return agent;
}

/** To take a new request oneself is to begin with it; what stands where it should go is not moved. */
function actionOf(
  { actor }: Scope,
  row: Request,
  { reply, choice, status }: MacroActions,
  assignee: Someone | undefined,
): Action {
  if (reply) return choice;
  if (status && status !== row.status) return actionFor[status];
  return isMember(actor) && assignee?.id === actor.personId ? 'take' : 'assign';
}
