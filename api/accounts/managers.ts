import { and, asc, eq, isNull } from 'drizzle-orm';

import { isStaff } from '#api/core/actor.ts';
import { allow, invalid } from '#api/core/errors.ts';
import { HOUSE_ID } from '#api/core/house.ts';
import type { Scope } from '#api/core/scope.ts';
import { memberships, people } from '#db/schema/people.ts';

const CHOICES = 500;

/** Who of the house can answer for an account. */
export async function listManagers(scope: Scope): Promise<{ id: string; name: string }[]> {
  allow(isStaff(scope.actor));
  return scope
    .asSystem('account-managers')
    .pick(
      memberships,
      { id: people.id, name: people.name },
      and(eq(memberships.accountId, HOUSE_ID), isNull(memberships.endedAt)),
    )
    .innerJoin(
      people,
      and(eq(people.id, memberships.personId), eq(people.robot, false), isNull(people.disabledAt)),
    )
    .orderBy(asc(people.name), asc(people.id))
    .limit(CHOICES);
}

/**
 * The name of whoever answers for an account.
 *
 * @param asked somebody is to be put there now
 * @throws 422 for who is not of the house
 */
export async function managerNamed(scope: Scope, id: string | null, asked = false): Promise<string | null> {
  if (id === null || !isStaff(scope.actor)) return null;
  if (!asked) {
    const [person] = await scope
      .asSystem('account-managers')
      .pick(people, { name: people.name }, eq(people.id, id))
      .limit(1);
    return person?.name ?? null;
  }
  const manager = (await listManagers(scope)).find((one) => one.id === id);
  if (!manager) throw invalid({ managerId: 'accounts.not_of_house' });
  return manager.name;
}
