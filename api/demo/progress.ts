import type { Action } from '#api/requests/status.ts';
import type { Moment, PersonKey, Request } from './content/index.ts';
import { personId, personOf, sideOf, type Happening, type Story } from './story.ts';

/** What happened to a request from its submission to the state it is in. */
export function tellProgress(story: Story, request: Request, subject: Happening['subject']): void {
  const tell = (happening: Omit<Happening, 'subject'>) => story.happened({ ...happening, subject });
  const { category, priority, assignee } = request;
  tell({ name: 'request.submitted', at: story.at(request.at), by: request.by, data: { category, priority } });
  for (const { by, at } of request.messages)
    tell({ name: 'request.replied', at: story.at(at), by, data: { side: sideOf(by) } });
  for (const { by, at } of request.notes) {
    tell({ name: 'request.noted', at: story.at(at), by, audience: 'staff' });
  }
  const answer = request.messages.find(({ by }) => sideOf(by) === 'staff');
  if (assignee && answer)
    tell({
      name: 'request.assigned',
      at: story.at(answer.at),
      by: assignee,
      audience: 'staff',
      data: { from: null, to: personId(assignee) },
      values: { assignee: { before: null, after: personOf(assignee).name, audience: 'staff' } },
    });
  let from: Request['status'] = 'submitted';
  for (const { action, to, at, by } of movesOf(request)) {
    tell({ name: 'request.status_changed', at: story.at(at), by, data: { action, from, to } });
    from = to;
  }
}

type Move = { action: Action; to: Request['status']; at: Moment; by: PersonKey };

/** Staff takes a request up with its first answer; where it is now, it went with the last one. */
function movesOf({ by, status, messages, resolvedAt, closedAt, satisfaction }: Request): Move[] {
  const answers = messages.filter((message) => sideOf(message.by) === 'staff');
  const [first, last] = [answers[0], answers.at(-1)];
  if (!first || !last) return [];
  const moves: Move[] = [];
  if (first !== last || status === 'in_progress')
    moves.push({ action: 'answer', to: 'in_progress', at: first.at, by: first.by });
  if (status === 'waiting_customer') moves.push({ action: 'ask', to: status, at: last.at, by: last.by });
  if (status === 'waiting_other') moves.push({ action: 'wait', to: status, at: last.at, by: last.by });
  if (resolvedAt) moves.push({ action: 'solve', to: 'resolved', at: resolvedAt, by: last.by });
  if (closedAt && satisfaction) moves.push({ action: 'accept', to: 'closed', at: closedAt, by });
  else if (closedAt) moves.push({ action: 'close', to: 'closed', at: closedAt, by: last.by });
  return moves;
}
