import { participants } from '#db/schema/participants.ts';
import type { ParticipantRight } from '#db/enums.ts';
import { json } from '#tests/support/guards/case.ts';
import { cast, places, type Name, type World } from '#tests/support/world.ts';

type Part = { id: string; version: number };

export const leaks = { subject: 'The bandicoot valve leaks', body: 'It drips.', category: 'problem' };

/** A request of Dan's, and who takes part in it besides him. */
export async function shared(w: World, parts: Partial<Record<Name, ParticipantRight>> = {}) {
  const { id } = await json<{ id: string }>(w.as('dan').post('/requests', leaks));
  for (const [name, right] of Object.entries(parts) as [Name, ParticipantRight][])
    await letIn(w, id, name, right);
  return id;
}

/** As if he had taken up an invitation. */
export async function letIn(w: World, requestId: string, name: Name, right: ParticipantRight): Promise<Part> {
  const { id: accountId } = places[cast[name].account];
  const row = { requestId, accountId, right, personId: `per_${name}`, addedById: 'per_dan' } as const;
  const [made] = await w.db.direct
    .insert(participants)
    .values({ ...row, source: 'address' })
    .returning();
  if (!made) throw new Error('nobody was let in');
  return made;
}

/** The code of a link, as the mail to this address has it. */
export const linkFor = (w: World, subjectId: string, email: string) =>
  w.system.write((write) => w.portico.auth.codes.issue(write, { kind: 'participation', subjectId, email }));
