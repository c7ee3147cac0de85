import { and, eq, inArray, or, sql, type SQL } from 'drizzle-orm';

import { isMember, isStaff, type Actor, type Member } from '#api/core/actor.ts';
import { forbidden } from '#api/core/errors.ts';
import { participating } from '#api/core/reach.ts';
import type { Scope } from '#api/core/scope.ts';
import type { Write } from '#api/core/write.ts';
import { participantRights, type ParticipantRight } from '#db/enums.ts';
import { engagements } from '#db/schema/accounts.ts';
import { participants } from '#db/schema/participants.ts';
import { editsFor, opening } from './engaged.ts';
import { includes, isOwn, standingOf, type Asked, type Standing } from './policy.ts';
import type { Role } from './status.ts';

type About = Asked & { id: string };

/** How the actor stands to a request that he reaches. */
export async function standingOn(scope: Scope, request: About): Promise<Standing | undefined> {
  const { actor } = scope;
  const plain = !isMember(actor) || isStaff(actor) || isOwn(actor, request);
  return standingOf(actor, request, plain ? undefined : await givenTo(scope, actor, request));
}

/** On which side the actor may act on a request that he reaches. */
export async function roleOn(scope: Scope, request: About): Promise<Role | undefined> {
  return (await standingOn(scope, request))?.role;
}

async function givenTo(scope: Scope, actor: Member, { id, accountId }: About) {
  if (await editsFor(scope, accountId)) return 'manage';
  const own = and(eq(participants.requestId, id), participating(actor));
  const [row] = await scope.pick(participants, { right: participants.right }, own).limit(1);
  return row?.right;
}

/** What the actor was given may have been taken from it since; the batch asks once more. */
export function stillMay(write: Write, actor: Actor, request: About, right: ParticipantRight): void {
  if (!isMember(actor) || isStaff(actor) || isOwn(actor, request)) return;
  const rights = participantRights.filter((one) => includes(one, right));
  const part = and(
    eq(participants.requestId, request.id),
    participating(actor),
    inArray(participants.right, rights),
  );
  const ways: (SQL | undefined)[] = [sql`exists (select 1 from ${participants} where ${part})`];
  const open = opening(actor, request.accountId);
  if (open) ways.push(sql`exists (select 1 from ${engagements} where ${open})`);
  write.require(sql`${or(...ways)}`, forbidden());
}
