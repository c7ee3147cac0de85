import { and, eq, isNotNull, isNull, ne } from 'drizzle-orm';

import { system, type Member } from '#api/core/actor.ts';
import { Scope } from '#api/core/scope.ts';
import type { Backstage } from '#api/handlers.ts';
import { participants } from '#db/schema/participants.ts';
import { codes, type Person } from '#db/schema/people.ts';
import { requests, type Request } from '#db/schema/requests.ts';

/** Who stands behind an address, as far as we know it. A known address proves nothing by itself. */
export type Author = { address: string; name: string; person: Person | undefined; members: Member[] };

export async function authorOf(
  { auth }: Backstage,
  from: { address: string; name: string },
): Promise<Author> {
  const person = await auth.directory.byEmail(from.address);
  return { ...from, person, members: person ? await auth.directory.membersOf(person.id) : [] };
}

/** As whom somebody takes part in a request: as a member, or as the guest whose address has proven itself. */
export type Part = { member: Member } | { guest: true };

/** @returns nothing for who does not take part, whatever he may read */
export async function partOf(
  backstage: Backstage,
  request: Request,
  author: Author,
): Promise<Part | undefined> {
  const { base } = backstage;
  for (const member of author.members) {
    if (!(await takesPart(backstage, request, member))) continue;
    const reached = await new Scope(base, member).count(requests, eq(requests.id, request.id));
    if (reached) return { member };
  }
  const isGuest = !request.requesterId && request.guestEmail === author.address;
  return isGuest && (await isProven(backstage, request, author.address)) ? { guest: true } : undefined;
}

/** Whoever asked, and whom somebody has let write with him. */
async function takesPart(
  backstage: Backstage,
  request: Request,
  { personId, accountId }: Member,
): Promise<boolean> {
  if (personId === request.requesterId) return true;
  const writing = and(
    eq(participants.requestId, request.id),
    eq(participants.personId, personId),
    eq(participants.accountId, accountId),
    ne(participants.right, 'view'),
    isNull(participants.endedAt),
  );
  return (await inside(backstage).count(participants, writing)) > 0;
}

async function isProven({ base }: Backstage, { id }: Request, address: string): Promise<boolean> {
  const proof = and(eq(codes.subjectId, id), eq(codes.kind, 'proof'), isNotNull(codes.usedAt));
  const [code] = await base.db.reader.select({ email: codes.email }).from(codes).where(proof).limit(1);
  return code?.email === address;
}

export const inside = ({ base }: Pick<Backstage, 'base'>) => new Scope(base, system('read-mail'));
