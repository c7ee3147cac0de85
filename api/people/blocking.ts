import { and, eq, inArray, isNull, sql } from 'drizzle-orm';

import { endSessionsOf } from '#api/auth/sessions.ts';
import { allow, conflict, stale } from '#api/core/errors.ts';
import { HOUSE_ID } from '#api/core/house.ts';
import type { Scope } from '#api/core/scope.ts';
import type { Write } from '#api/core/write.ts';
import type { EventName } from '#db/event-names.ts';
import { memberships, people, roles, type Person } from '#db/schema/people.ts';
import { erasures } from '#db/schema/privacy.ts';
import { canBlock } from './policy.ts';
import type { BlockPerson } from './schemas.ts';

/** Sessions end and tokens stop, whatever account they are for. @throws 403, 404, 409 `people.already_blocked`, 412 */
export async function blockPerson(scope: Scope, id: string, version: number, { reason }: BlockPerson) {
  const { person, places } = await personFor(scope, id, version);
  if (person.disabledAt) throw conflict('people.already_blocked');
  await scope.write((write) => {
    write.update(people, person, { disabledAt: new Date() });
    endSessionsOf(write, id);
    tell(write, 'person.blocked', { id, places }, reason);
  });
}

/**
 * Sessions do not come back; tokens that have not run out do.
 *
 * @throws 403, 404, 409 `people.not_blocked`, `people.erased`, 412
 */
export async function unblockPerson(scope: Scope, id: string, version: number): Promise<void> {
  const { person, places } = await personFor(scope, id, version);
  if (!person.disabledAt) throw conflict('people.not_blocked');
  await scope.write((write) => {
    write.update(people, person, { disabledAt: null });
    notErased(write, id);
    tell(write, 'person.unblocked', { id, places });
  });
}

/** From the beginning of an erasure on, nobody comes back. */
function notErased(write: Write, personId: string): void {
  const begun = and(eq(erasures.personId, personId), inArray(erasures.state, ['running', 'done']));
  write.require(sql`not exists (select 1 from ${erasures} where ${begun})`, conflict('people.erased'));
}

/** Whether the actor may shut somebody out, and let in again: nobody does so with who is no more. */
export async function mayBlock(scope: Scope, id: string): Promise<boolean> {
  const { erasedAt, mergedIntoId }: Person = await scope.find(people, id);
  return !erasedAt && !mergedIntoId && canBlock(scope.actor, await whom(scope, id));
}

async function personFor(scope: Scope, id: string, version: number) {
  const person: Person = await scope.find(people, id);
  const standing = await whom(scope, id);
  allow(canBlock(scope.actor, standing));
  if (person.version !== version) throw stale();
  if (person.mergedIntoId) throw conflict('people.already_merged');
  return { person, places: standing.places };
}

/** Where somebody is in, and what he may in the house. */
async function whom(scope: Scope, personId: string) {
  const rows = await scope
    .pick(
      memberships,
      { accountId: memberships.accountId, rights: roles.rights, fields: roles.fields },
      and(eq(memberships.personId, personId), isNull(memberships.endedAt)),
    )
    .innerJoin(roles, eq(roles.id, memberships.roleId))
    .limit(MOST_PLACES);
  const inHouse = rows.filter(({ accountId }) => accountId === HOUSE_ID);
  return { personId, inHouse, places: rows.map(({ accountId }) => accountId) };
}

const MOST_PLACES = 200;

/** To every account that the person is in; why is for the house alone. */
function tell(
  write: Write,
  name: EventName & `person.${string}`,
  { id, places }: { id: string; places: string[] },
  reason?: string,
) {
  const values = reason ? { reason: { after: reason, audience: 'staff' as const } } : {};
  for (const accountId of places.length ? places : [HOUSE_ID])
    write.record(name, { id, accountId }, { values });
}
