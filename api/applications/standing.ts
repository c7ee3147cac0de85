import { aliasedTable, and, eq, isNull } from 'drizzle-orm';

import { conflict } from '#api/core/errors.ts';
import type { Scope } from '#api/core/scope.ts';
import { goesOn } from '#api/people/becoming.ts';
import { accounts } from '#db/schema/accounts.ts';
import type { Application } from '#db/schema/applications.ts';
import { memberships, people } from '#db/schema/people.ts';
import { earlierOf } from './queries.ts';
import { isDecided } from './states.ts';

type About = Pick<Application, 'id' | 'email' | 'kind'>;

/** What an address has behind it, which is said by mail alone: nobody else learns it. */
export type Before =
  | { is: 'free' }
  | { is: 'known' }
  /** An application waits already. */
  | { is: 'open'; application: Application }
  /** The last one was rejected, and it is too early; without a day it always will be. */
  | { is: 'barred'; until: string | null };

export async function beforeOf(house: Scope, about: About, now = new Date()): Promise<Before> {
  if (await isKnown(house, about)) return { is: 'known' };
  const earlier = await earlierOf(house, about);
  const open = earlier.find(({ status }) => !isDecided(status));
  if (open) return { is: 'open', application: open };
  return (
    barredBy(
      earlier.find(({ status }) => status !== 'withdrawn'),
      now,
    ) ?? { is: 'free' }
  );
}

/** @throws 409 for an address that has no application to make now */
export async function requireFree(house: Scope, about: About): Promise<void> {
  const before = await beforeOf(house, about);
  if (before.is !== 'free') throw conflict(`applications.${before.is}`);
}

function barredBy(last: Application | undefined, now: Date): Before | undefined {
  if (last?.status !== 'rejected') return undefined;
  const { reapply, reapplyOn: until } = last;
  if (reapply === 'never') return { is: 'barred', until: null };
  const early = reapply === 'later' && until !== null && now.toISOString().slice(0, 10) < until;
  return early ? { is: 'barred', until } : undefined;
}

/** Whether somebody signs in with the address already, on the side on which he wants to come in. */
async function isKnown(house: Scope, { email, kind }: About): Promise<boolean> {
  const person = aliasedTable(people, 'person');
  const [seat] = await house
    .pick(people, { id: people.id }, eq(people.email, email))
    .innerJoin(person, and(eq(person.id, goesOn), isNull(person.disabledAt)))
    .innerJoin(memberships, and(eq(memberships.personId, person.id), isNull(memberships.endedAt)))
    .innerJoin(
      accounts,
      and(eq(accounts.id, memberships.accountId), eq(accounts.kind, kind), isNull(accounts.closedAt)),
    )
    .limit(1);
  return seat !== undefined;
}
