import { z } from 'zod';

import { text, version } from '#api/core/parse.ts';
import { AddParticipant, ChangeParticipant } from '#api/participants/schemas.ts';
import { addParticipant, changeParticipant, removeParticipant, takenOut } from '#api/participants/service.ts';
import type { RequestDetail } from '#api/requests/service.ts';
import { submit } from '../../form.ts';

type Page = Parameters<typeof submit>[0];

const Which = z.object({ participantId: text(60), version });
const Change = ChangeParticipant.extend(Which.shape);

/** Whatever was posted about who takes part. `done` names what came of it, `gone` who was taken out. */
export async function actOnParticipants(page: Page, id: string) {
  const { scope, person } = page.locals;
  const added = await submit(page, AddParticipant, (input) => addParticipant(scope, id, input), {
    action: 'participant_add',
    initial: { right: 'reply' },
  });
  const changed = await submit(
    page,
    Change,
    async ({ participantId, ...change }) => {
      await changeParticipant(scope, id, participantId, change);
      return 'changed' as const;
    },
    { action: 'participant_change' },
  );
  const removed = await submit(
    page,
    Which.extend({ personId: z.string().max(60).optional() }),
    async ({ participantId, personId, version: read }) => {
      await removeParticipant(scope, id, participantId, { version: read });
      return { participantId, left: personId === person?.id };
    },
    { action: 'participant_remove' },
  );
  const { result: gone } = removed;
  return {
    adding: added.form,
    failed: added.error ?? changed.error ?? removed.error,
    failing: changed.error ? changed.form : removed.form,
    leadsTo: leadsTo(added.result ? 'added' : changed.result, gone),
  };
}

/** What stands in the address after the redirect. */
function leadsTo(
  done: 'added' | 'changed' | undefined,
  gone: { participantId: string; left: boolean } | undefined,
): { done: string; gone?: string } | undefined {
  if (gone?.left) return { done: 'participants.done.left' };
  if (gone) return { done: 'participants.done.removed', gone: gone.participantId };
  return done && { done: `participants.done.${done}` };
}

/** The form that lets somebody in again who was taken out just now. */
export async function lettingBackIn(
  { url, locals: { scope } }: { url: URL; locals: Pick<App.Locals, 'scope'> },
  request: RequestDetail,
): Promise<Record<string, string> | undefined> {
  const gone = url.searchParams.get('gone');
  const row = gone ? await takenOut(scope, request, gone) : undefined;
  return (
    row && {
      action: 'participant_change',
      participantId: row.id,
      right: row.right,
      version: String(row.version),
    }
  );
}
