import { eq, sql } from 'drizzle-orm';
import type { Session } from 'lucia';

import { requireFresh } from '#api/auth/acts.ts';
import { endSessionsOf } from '#api/auth/sessions.ts';
import { allow, conflict, invalid, stale, type AppError } from '#api/core/errors.ts';
import type { Base, Scope } from '#api/core/scope.ts';
import type { Write } from '#api/core/write.ts';
import { imports } from '#db/schema/imports.ts';
import { memberships, people, type Person } from '#db/schema/people.ts';
import { erasures } from '#db/schema/privacy.ts';
import { blockersOf, planOf, type Plan } from './plan.ts';
import { canRead } from './policy.ts';
import { atWork, ledAlone, type ErasureRow } from './queries.ts';
import { retentionOf, type Kept } from './retention.ts';
import type { RunErasure } from './schemas.ts';
import { decided, forStaff, tell } from './service.ts';
import { nextState } from './states.ts';
import { marksOf, whomOf } from './whom.ts';

type Running = RunErasure & { version: number; session: Session | undefined };

/** What the house does about the data of people; it looks at tables that no Scope reaches. */
export class Privacy {
  readonly #base: Base;

  constructor(base: Base) {
    this.#base = base;
  }

  /** What an erasure that has not begun would do now; nothing for the others. @throws 403 */
  async plan(scope: Scope, row: ErasureRow): Promise<Plan | undefined> {
    allow(canRead(scope.actor));
    if (row.state !== 'asked' && row.state !== 'approved') return undefined;
    const { personId, personName: name, personEmail: email } = row;
    const marks = await marksOf(this.#base, { id: personId, name, email });
    return planOf(this.#base, scope, whomOf(row, marks));
  }

  /**
   * The person is out at once; the rest is the work of a job.
   *
   * @throws 401 without a fresh proof, 403, 404, 409 `privacy.blocked`, 412, 422 for another name
   */
  async run(scope: Scope, id: string, { version, session, name }: Running): Promise<void> {
    const erasure = await forStaff(scope, id);
    requireFresh(session, 'person.erase');
    if (version !== erasure.version) throw stale();
    const state = nextState(erasure.state, 'run');
    const person: Person = await scope.asSystem('erasure').find(people, erasure.personId);
    if (name !== person.name) throw invalid({ name: 'privacy.other_name' });
    const blocked = conflict('privacy.blocked');
    if ((await blockersOf(scope, person.id)).length) throw blocked;
    const marks = await marksOf(this.#base, person);
    await scope.write((write) => {
      write.update(erasures, erasure, { state, marks, position: 0, tally: {}, ...decided(scope) });
      stillFree(write, person.id, blocked);
      write.also(this.#shutOut(person.id));
      endSessionsOf(write, person.id);
      tell(write, 'erasure.started', erasure, { number: erasure.number });
    });
  }

  /** @throws 403 */
  retention(scope: Scope): Promise<Kept> {
    return retentionOf(this.#base, scope);
  }

  #shutOut(personId: string) {
    return this.#base.db.direct
      .update(people)
      .set({ disabledAt: new Date(), version: sql`${people.version} + 1` })
      .where(eq(people.id, personId));
  }
}

/** Asked in the batch itself: what was free a moment ago may not be so now. */
function stillFree(write: Write, personId: string, refusal: AppError): void {
  write.require(sql`not exists (select 1 from ${memberships} where ${ledAlone(personId)})`, refusal);
  write.require(sql`not exists (select 1 from ${imports} where ${atWork})`, refusal);
}
