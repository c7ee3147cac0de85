import { and, eq } from 'drizzle-orm';

import { allow, conflict, invalid, notFound, stale } from '#api/core/errors.ts';
import { HOUSE_ID } from '#api/core/house.ts';
import type { Scope } from '#api/core/scope.ts';
import type { Write } from '#api/core/write.ts';
import type { Self } from '#api/profile/self.ts';
import type { ErasureState } from '#db/enums.ts';
import type { EventName } from '#db/event-names.ts';
import { isUniqueViolation } from '#db/errors.ts';
import { people, type Person } from '#db/schema/people.ts';
import { erasures, type Erasure } from '#db/schema/privacy.ts';
import { monthAfter } from './due.ts';
import { canErase, canManage, canRead } from './policy.ts';
import * as queries from './queries.ts';
import type { AskErasure, EnterErasure, ErasureFilter, RefuseErasure } from './schemas.ts';
import { nextState, states } from './states.ts';

export type { ErasureRow } from './queries.ts';

const subject = ({ id }: Pick<Erasure, 'id'>) => ({ id, accountId: HOUSE_ID });
export const tell = (
  write: Write,
  name: EventName,
  erasure: Pick<Erasure, 'id'>,
  data: Record<string, unknown> = {},
) => write.record(name, subject(erasure), { audience: 'staff', data });

/** The newest wish of somebody, and whether it can be taken back. */
export async function ownErasure({ scope, id }: Self) {
  const [newest] = await queries.erasuresOf(scope, id);
  return newest && { ...newest, mayWithdraw: states[newest.state].withdraw !== undefined };
}

/** @throws 401 without a fresh proof, 409 `privacy.already_asked` */
export async function askErasure(self: Self, input: AskErasure): Promise<void> {
  self.requireFresh('person.erase');
  await ask(self.scope, self.id, { ...input, channel: 'self' });
}

/** @throws 404, 409 once it has begun or ended, 412 */
export async function withdrawErasure(self: Self, id: string, version: number): Promise<void> {
  const [erasure] = await self.scope
    .select(erasures, and(eq(erasures.id, id), eq(erasures.personId, self.id)))
    .limit(1);
  if (!erasure) throw notFound('erasures');
  await step(self.scope, { erasure, version }, 'withdraw');
}

/** Staff has read a letter. @throws 403, 409, 422 for an address that is nobody's */
export async function enterErasure(scope: Scope, { email, reason }: EnterErasure): Promise<{ id: string }> {
  allow(canManage(scope.actor));
  const [person]: Person[] = await scope.asSystem('erasure').select(people, eq(people.email, email)).limit(1);
  if (!person || person.robot) throw invalid({ email: 'privacy.nobody' });
  // Whoever goes on as another is erased with him.
  const personId = person.mergedIntoId ?? person.id;
  await mustErase(scope, personId);
  return ask(scope, personId, { reason, channel: 'letter' });
}

async function ask(
  scope: Scope,
  personId: string,
  { reason, channel }: AskErasure & Pick<Erasure, 'channel'>,
): Promise<{ id: string }> {
  return scope
    .write((write) => {
      const erasure = write.insert(
        erasures,
        { personId, channel, reason, state: 'asked', dueAt: monthAfter(new Date()), tally: {} },
        { number: write.next('erasures') },
      );
      tell(write, 'erasure.asked', erasure, { channel });
      return { id: erasure.id };
    })
    .catch((error: unknown) => {
      throw isUniqueViolation(error) ? conflict('privacy.already_asked') : error;
    });
}

export async function listErasures(scope: Scope, filter: ErasureFilter) {
  allow(canRead(scope.actor));
  return queries.erasuresPage(scope, filter);
}

/** @throws 403, 404 */
export async function findErasure(scope: Scope, id: string): Promise<queries.ErasureRow> {
  allow(canRead(scope.actor));
  const found = await queries.erasureById(scope, id);
  if (!found) throw notFound('erasures');
  return found;
}

/** The plan was read and is right. @throws 403, 404, 409, 412 */
export async function approveErasure(scope: Scope, id: string, version: number): Promise<void> {
  await step(scope, { erasure: await forStaff(scope, id), version }, 'approve', decided(scope));
}

/** @throws 403, 404, 409, 412 */
export async function refuseErasure(
  scope: Scope,
  id: string,
  version: number,
  { refusal, note }: RefuseErasure,
): Promise<void> {
  const change = { ...decided(scope), refusal, refusalNote: note };
  await step(scope, { erasure: await forStaff(scope, id), version }, 'refuse', change);
}

export const decided = ({ actor }: Scope) => ('personId' in actor ? { decidedBy: actor.personId } : {});

/** @throws 403 also for oneself and for somebody who may more in the house, 404 */
export async function forStaff(scope: Scope, id: string): Promise<Erasure> {
  allow(canManage(scope.actor));
  const erasure = await scope.find(erasures, id);
  await mustErase(scope, erasure.personId);
  return erasure;
}

async function mustErase(scope: Scope, personId: string): Promise<void> {
  const inHouse = await queries.standingInHouse(scope.asSystem('erasure'), personId, HOUSE_ID);
  allow(canErase(scope.actor, { personId, inHouse }));
}

const told: Record<'approve' | 'refuse' | 'withdraw', EventName> = {
  approve: 'erasure.approved',
  refuse: 'erasure.refused',
  withdraw: 'erasure.withdrawn',
};

async function step(
  scope: Scope,
  { erasure, version }: { erasure: Erasure; version: number },
  what: keyof typeof told,
  change: Partial<Erasure> = {},
): Promise<void> {
  if (version !== erasure.version) throw stale();
  const state: ErasureState = nextState(erasure.state, what);
  const endedAt = what === 'approve' ? {} : { endedAt: new Date() };
  await scope.write((write) => {
    write.update(erasures, erasure, { ...change, ...endedAt, state });
    tell(write, told[what], erasure, change.refusal ? { refusal: change.refusal } : {});
  });
}
