import type { Write } from '#api/core/write.ts';
import type { RequestPriority } from '#db/enums.ts';
import type { Request } from '#db/schema/requests.ts';
import type { Agent } from './agents.ts';

/** What is changed in the same batch as what is said or where it moves; `also` records that and writes the rest. */
export type Beside = {
  set: Partial<Pick<Request, 'assigneeId' | 'priority'>>;
  also: (write: Write) => void;
  /** What its author has begun to write since is not what is said here. */
  keepsDraft?: boolean;
};

export const nothingBeside: Beside = { set: {}, also: () => undefined };

/** `rule` has done it where nobody has. */
type Assigned = { to: string | null; agents: Agent[]; rule?: { id: string; name: string } };

export function recordAssigned(write: Write, request: Request, { to, agents, rule }: Assigned): void {
  const nameOf = (id: string | null) => agents.find((agent) => agent.id === id)?.name ?? null;
  const from = request.assigneeId;
  write.record('request.assigned', request, {
    audience: 'staff',
    data: { from, to, ...(rule ? { ruleId: rule.id } : {}) },
    values: {
      assignee: { before: nameOf(from), after: nameOf(to), audience: 'staff' },
      ...(rule ? { rule: { after: rule.name, audience: 'staff' } } : {}),
    },
  });
}

export function recordRanked(write: Write, request: Request, to: RequestPriority): void {
  write.record('request.changed', request, {
    audience: 'staff',
    data: { priority: { from: request.priority, to } },
  });
}
