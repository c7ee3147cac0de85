import { asc, eq, inArray } from 'drizzle-orm';

import { changes } from '#api/core/changes.ts';
import { allow, invalid } from '#api/core/errors.ts';
import { HOUSE_ID } from '#api/core/house.ts';
import type { Scope } from '#api/core/scope.ts';
import { listAgents } from '#api/requests/service.ts';
import { accounts } from '#db/schema/accounts.ts';
import { assignmentRules, type AssignmentRule } from '#db/schema/assignment.ts';
import { requestTypes } from '#db/schema/request-types.ts';
import { canManage } from './policy.ts';
import type { SaveRule } from './schemas.ts';

const MOST = 200;

/** The first that applies counts. */
export const listRules = (scope: Scope): Promise<AssignmentRule[]> =>
  scope.select(assignmentRules).orderBy(asc(assignmentRules.position), asc(assignmentRules.id)).limit(MOST);

/** @throws 404 */
export const findRule = (scope: Scope, id: string): Promise<AssignmentRule> =>
  scope.find(assignmentRules, id);

/** @throws 403, 422 */
export async function addRule(scope: Scope, input: SaveRule): Promise<AssignmentRule> {
  allow(canManage(scope.actor));
  await judge(scope, input);
  return scope.write((write) => {
    const rule = write.insert(assignmentRules, input);
    write.record('assignment_rule.changed', subject(rule.id), { audience: 'staff' });
    return rule;
  });
}

/** What was given to somebody before stays with him. @throws 403, 404, 412, 422 */
export async function changeRule(
  scope: Scope,
  id: string,
  version: number,
  input: SaveRule,
): Promise<AssignmentRule> {
  const before = await scope.find(assignmentRules, id);
  allow(canManage(scope.actor));
  await judge(scope, input);
  await scope.write((write) => {
    write.update(assignmentRules, { id, version }, input);
    const values = changes(before, input, { name: 'staff' });
    write.record('assignment_rule.changed', subject(id), { audience: 'staff', values });
  });
  return scope.find(assignmentRules, id);
}

/** What the companies are called that rules are for. */
export async function companiesOf(scope: Scope, rules: AssignmentRule[]): Promise<Map<string, string>> {
  const ids = rules.flatMap(({ accountId }) => accountId ?? []);
  if (!ids.length) return new Map();
  const found = await scope
    .pick(accounts, { id: accounts.id, name: accounts.name }, inArray(accounts.id, ids))
    .limit(MOST);
  return new Map(found.map(({ id, name }) => [id, name]));
}

const subject = (id: string) => ({ id, accountId: HOUSE_ID });

/** What a rule names must be there, and its team must answer requests. */
async function judge(scope: Scope, { accountId, typeIds, agentIds }: SaveRule): Promise<void> {
  const [account, types, agents] = await Promise.all([
    accountId === null ? 1 : scope.count(accounts, eq(accounts.id, accountId)),
    typeIds.length ? scope.count(requestTypes, inArray(requestTypes.id, typeIds)) : 0,
    listAgents(scope),
  ]);
  const wrong = {
    ...(account ? {} : { accountId: 'service_levels.unknown_account' }),
    ...(types === typeIds.length ? {} : { typeIds: 'assignment.unknown_type' }),
    ...(agentIds.every((one) => agents.some(({ id }) => id === one))
      ? {}
      : { agentIds: 'requests.not_an_agent' }),
  };
  if (Object.keys(wrong).length) throw invalid(wrong);
}
