import { stale } from '#api/core/errors.ts';
import type { Scope } from '#api/core/scope.ts';
import { recordAssigned, recordRanked, type Beside } from '#api/requests/beside.ts';
import { step } from '#api/requests/handling.ts';
import { replyOnce } from '#api/requests/replying.ts';
import type { Agent } from '#api/requests/service.ts';
import { tag } from '#api/tags/service.ts';
import type { Request } from '#db/schema/requests.ts';
import { planned, type Plan } from './planning.ts';
import type { RunMacro } from './schemas.ts';

/** All of it or nothing. @throws 403, 404, 409, 412, 422 */
export async function runMacro(
  scope: Scope,
  id: string,
  { macroId, body, version }: RunMacro & { version: number },
): Promise<void> {
  const { plan, row, action, agents } = await planned(scope, id, macroId);
  if (version !== row.version) throw stale();
  const beside = besideOf(row, plan, agents);
  if (!plan.reply) return step(scope, row, { version, role: 'agent', action }, beside);
  const said = { body: body ?? plan.reply, choice: plan.choice, attachments: [] };
  await replyOnce(scope, row, said, beside);
}

function besideOf(row: Request, { priority, assignee, tags }: Plan, agents: Agent[]): Beside {
  const assigneeId = assignee?.to?.id ?? null;
  return {
    set: { ...(priority ? { priority: priority.to } : {}), ...(assignee ? { assigneeId } : {}) },
    also: (write) => {
      if (assignee) recordAssigned(write, row, { to: assigneeId, agents });
      if (priority) recordRanked(write, row, priority.to);
      if (tags.length) tag(write, row, { add: tags, remove: [] });
    },
    // What the agent had begun to write himself is not what was sent.
    keepsDraft: true,
  };
}
