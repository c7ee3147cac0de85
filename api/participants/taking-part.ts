import { and, eq } from 'drizzle-orm';

import type { Auth } from '#api/auth/service.ts';
import { can } from '#api/core/actor.ts';
import { AppError, forbidden } from '#api/core/errors.ts';
import type { Scope } from '#api/core/scope.ts';
import { participantRights, type ParticipantRight } from '#db/enums.ts';
import { participants, type Participant } from '#db/schema/participants.ts';
import { requests } from '#db/schema/requests.ts';
import type { TakePart } from './schemas.ts';

type Doors = Pick<Auth, 'codes' | 'directory'>;

const spent = () => new AppError(410, 'codes.spent');

/** Whom a link asks to take part, without using it up: programs that scan mails follow links too. @throws 410 */
export async function openInvitation(
  { codes, directory }: Doors,
  scope: Scope,
  code: string,
): Promise<{ row: Participant; email: string; personId: string | undefined }> {
  const { subjectId } = await codes.look('participation', code);
  const waiting = eq(participants.id, subjectId);
  const [row] = await scope.asSystem('take-part').select(participants, waiting).limit(1);
  if (!row?.email || row.endedAt) throw spent();
  return { row, email: row.email, personId: (await directory.byEmail(row.email))?.id };
}

/**
 * Whoever owns the address takes part as the person he is, for the account he acts for.
 *
 * @throws 403 `participants.other_person` for whose address it is not, and for staff; 410
 */
export async function takePart(doors: Doors, scope: Scope, { code }: TakePart): Promise<{ id: string }> {
  const { actor } = scope;
  if (!can(actor, 'requests.read') || actor.kind === 'staff') throw forbidden();
  const { row, personId: ownerId } = await openInvitation(doors, scope, code);
  if (ownerId !== actor.personId) throw forbidden('participants.other_person');
  const house = scope.asSystem('take-part');
  const request = await house.find(requests, row.requestId);
  const own = and(eq(participants.requestId, row.requestId), eq(participants.personId, actor.personId));
  const [earlier] = await house.select(participants, own).limit(1);
  const { accountId, personId } = actor;
  await house.write((write) => {
    doors.codes.redeem(write, 'participation', code);
    if (earlier) {
      write.remove(participants, eq(participants.id, row.id));
      write.requireOne(spent());
      const right = earlier.endedAt ? row.right : furthest(earlier.right, row.right);
      write.update(participants, earlier, { right, accountId, endedAt: null });
    } else write.update(participants, row, { personId, accountId, email: null });
    const data = { participantId: earlier?.id ?? row.id, personId };
    write.record('request.participant_joined', request, { data });
  });
  return { id: request.id };
}

const furthest = (...rights: ParticipantRight[]): ParticipantRight =>
  participantRights.findLast((right) => rights.includes(right)) ?? 'view';
