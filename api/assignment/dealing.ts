import { and, eq, isNull, sql } from 'drizzle-orm';

import { system } from '#api/core/actor.ts';
import { AppError, stale } from '#api/core/errors.ts';
import { Scope } from '#api/core/scope.ts';
import type { Backstage } from '#api/handlers.ts';
import type { Handler } from '#api/jobs/worker.ts';
import { listAgents, type Agent } from '#api/requests/agents.ts';
import { recordAssigned } from '#api/requests/beside.ts';
import { statusesIn } from '#api/requests/status.ts';
import { assignmentRules, type AssignmentRule } from '#db/schema/assignment.ts';
import { requestForms } from '#db/schema/request-types.ts';
import { requests, type Request } from '#db/schema/requests.ts';
import { listRules } from './service.ts';

/** So many may be dealt at the same moment. */
const ATTEMPTS = 50;

/** Gives what has come in to somebody of the team that the first rule names; without a rule it waits in the queue. */
export const dealRequest =
  ({ base }: Backstage): Handler =>
  async ({ subjectId }) => {
    const scope = new Scope(base, system('deal-request'));
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await deal(scope, subjectId);
      } catch (error) {
        // Somebody else was dealt to meanwhile, or has taken it himself.
        if (!(error instanceof AppError) || error.status !== 412 || attempt === ATTEMPTS) throw error;
      }
    }
  };

const WAITING = new Set<Request['status']>(['submitted', 'in_progress']);

async function deal(scope: Scope, id: string): Promise<void> {
  const [request] = await scope.select(requests, eq(requests.id, id)).limit(1);
  if (!request || request.assigneeId || !WAITING.has(request.status)) return;
  const [rules, agents, typeId] = await Promise.all([
    listRules(scope),
    listAgents(scope),
    typeOf(scope, request),
  ]);
  const asked = { ...request, typeId };
  const rule = rules.find((one) => applies(one, asked) && ableOf(one, agents).length > 0);
  if (!rule) return;
  const agent = await chosen(scope, rule, ableOf(rule, agents));
  await scope.write((write) => {
    const same = and(eq(assignmentRules.id, rule.id), eq(assignmentRules.dealt, rule.dealt));
    write.mark(assignmentRules, same, { dealt: rule.dealt + 1 });
    write.requireOne(stale());
    const free = and(eq(requests.id, id), eq(requests.status, request.status), isNull(requests.assigneeId));
    write.mark(requests, free, { assigneeId: agent.id });
    write.requireOne(stale());
    recordAssigned(write, request, { to: agent.id, agents, rule });
  });
}

async function typeOf(scope: Scope, { formId }: Request): Promise<string | undefined> {
  if (!formId) return undefined;
  const [form] = await scope
    .pick(requestForms, { typeId: requestForms.typeId }, eq(requestForms.id, formId))
    .limit(1);
  return form?.typeId;
}

type Asked = Pick<Request, 'category' | 'locale' | 'accountId'> & { typeId: string | undefined };

/** What a rule does not ask for may be anything. */
export const applies = (rule: AssignmentRule, asked: Asked): boolean =>
  rule.enabled &&
  among(rule.categories, asked.category) &&
  among(rule.locales, asked.locale) &&
  among(rule.typeIds, asked.typeId) &&
  (rule.accountId === null || rule.accountId === asked.accountId);

const among = <T>(list: T[], one: T | undefined): boolean =>
  list.length === 0 || (one !== undefined && list.includes(one));

/** Who of the team still answers requests, in its order. */
const ableOf = ({ agentIds }: AssignmentRule, agents: Agent[]): Agent[] =>
  agentIds.flatMap((id) => agents.find((agent) => agent.id === id) ?? []);

async function chosen(scope: Scope, { method, dealt }: AssignmentRule, able: Agent[]): Promise<Agent> {
  const next = able[dealt % able.length];
  if (!next) throw stale();
  if (method === 'round_robin') return next;
  const loads = await Promise.all(able.map(({ id }) => loadOf(scope, id)));
  return able[loads.indexOf(Math.min(...loads))] ?? next;
}

/** What somebody has to do now, up to where it does not matter any more. */
const loadOf = (scope: Scope, personId: string): Promise<number> =>
  scope.count(
    requests,
    and(eq(requests.assigneeId, personId), sql`+${requests.status} in ${statusesIn('open', 'agent')}`),
  );
