import { and, asc, eq, isNotNull, isNull } from 'drizzle-orm';

import { system } from '#api/core/actor.ts';
import { Scope } from '#api/core/scope.ts';
import type { Backstage } from '#api/handlers.ts';
import { participants } from '#db/schema/participants.ts';
import { people, type Person } from '#db/schema/people.ts';
import { requests, type Request } from '#db/schema/requests.ts';

const MOST = 50;

/** Somebody who may read a request today; a mail about it goes to nobody else. */
export async function readerOf(
  { auth, base }: Pick<Backstage, 'auth' | 'base'>,
  personId: string,
  { id }: Pick<Request, 'id'>,
): Promise<Person | undefined> {
  for (const actor of await auth.directory.membersOf(personId)) {
    const own = await new Scope(base, actor).count(requests, eq(requests.id, id));
    if (own) return new Scope(base, system('mail-request')).find(people, personId);
  }
  return undefined;
}

/** Who takes part besides whoever asked, and whether he may write. */
export async function takingPartIn(
  { base }: Pick<Backstage, 'base'>,
  { id }: Pick<Request, 'id'>,
): Promise<{ personId: string; writes: boolean }[]> {
  const rows = await new Scope(base, system('mail-request'))
    .pick(
      participants,
      { personId: participants.personId, right: participants.right },
      and(eq(participants.requestId, id), isNull(participants.endedAt), isNotNull(participants.personId)),
    )
    .orderBy(asc(participants.id))
    .limit(MOST);
  return rows.flatMap(({ personId, right }) => (personId ? [{ personId, writes: right !== 'view' }] : []));
}
