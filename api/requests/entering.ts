import { and, eq, isNull, sql } from 'drizzle-orm';

import { can, isStaff } from '#api/core/actor.ts';
import { allow, conflict, forbidden, invalid } from '#api/core/errors.ts';
import { HOUSE_ID } from '#api/core/house.ts';
import type { Scope } from '#api/core/scope.ts';
import { keepClocks, newClocks, nextClocks } from '#api/service-levels/keeping.ts';
import { accounts, type Account } from '#db/schema/accounts.ts';
import { memberships, people } from '#db/schema/people.ts';
import { requests, type Request } from '#db/schema/requests.ts';
import { listAgents } from './agents.ts';
import { recordAssigned } from './beside.ts';
import { seatOf, type Caller } from './callers.ts';
import { firstDue } from './due.ts';
import { say } from './saying.ts';
import type { EnterRequest } from './schemas.ts';
import { searchTextOf } from './search-text.ts';

/**
 * What somebody has told an agent. The agent has written it, so it bears his name; the request is the caller's.
 *
 * @throws 403, 404 for an account or a person that is not there, 409 for one that is shut, 422
 */
export async function enterRequest(scope: Scope, input: EnterRequest): Promise<Request> {
  const { actor } = scope;
  if (!isStaff(actor) || !can(actor, 'requests.work')) throw forbidden();
  const { caller, owner } = await whose(scope, input);
  const agents = input.take ? await listAgents(scope) : [];
  const { subject, body, category, priority, channel } = input;
  const asked = {
    status: 'submitted',
    category,
    priority,
    accountId: owner.id,
    createdAt: new Date(),
  } as const;
  const clocks = await newClocks(scope, { ...asked, accountKind: owner.kind });
  const name = caller?.name ?? input.guestName;
  const asker = askerOf(input, caller);

  const { id } = await scope.write((write) => {
    const next = nextClocks(clocks, write.at);
    const request = write.insert(
      requests,
      {
        ...asked,
        channel,
        ...asker,
        subject,
        assigneeId: input.take ? actor.personId : null,
        dueAt: firstDue(next, write.at),
        lastMessageAt: write.at,
        lastSide: sideOf(owner, caller),
        lastSeq: 1,
        searchText: searchTextOf(subject, [owner.id === HOUSE_ID ? null : owner.name, name], body),
      },
      { number: write.next('requests') },
    );
    stillThere(write, owner.id, caller);
    keepClocks(write, request.id, clocks, next);
    const message = say(write, request, actor, { body, attachments: [] });
    const data = { messageId: message.id, category, priority, entered: true, told: input.tell };
    write.record('request.submitted', request, { data });
    if (input.take)
      recordAssigned(write, { ...request, number: 0, assigneeId: null }, { to: actor.personId, agents });
    return request;
  });
  return scope.find(requests, id);
}

/** As far as he is known. */
const askerOf = ({ guestName, guestEmail, locale }: EnterRequest, caller: Caller | undefined) =>
  caller
    ? { requesterId: caller.personId, locale: caller.locale }
    : { guestName, guestEmail: guestEmail ?? null, locale };

const sideOf = ({ kind }: Account, caller: Caller | undefined): Request['lastSide'] => {
  if (!caller) return 'guest';
  return kind === 'partner' ? 'partner' : 'customer';
};

async function whose(scope: Scope, { membershipId, accountId, guestName, tell }: EnterRequest) {
  const caller = membershipId ? await seatOf(scope, membershipId) : undefined;
  const owner = await scope.find(accounts, caller?.accountId ?? accountId ?? HOUSE_ID);
  if (owner.closedAt) throw conflict('accounts.closed');
  // Staff asks colleagues; what strangers ask is kept by the house.
  allow(!caller || owner.kind !== 'house');
  if (!caller && !guestName) throw invalid({ guestName: 'required' });
  // An address that nobody has proven is mailed nothing.
  if (!caller && tell) throw invalid({ tell: 'requests.unproven' });
  return { caller, owner };
}

/** Who calls may have left, and the account may be shut, while it was typed. */
function stillThere(
  write: Parameters<Parameters<Scope['write']>[0]>[0],
  accountId: string,
  caller: Caller | undefined,
) {
  const open = and(eq(accounts.id, accountId), isNull(accounts.closedAt));
  write.require(sql`exists (select 1 from ${accounts} where ${open})`, conflict('accounts.closed'));
  if (!caller) return;
  const seat = and(eq(memberships.id, caller.id), isNull(memberships.endedAt));
  const person = and(eq(people.id, caller.personId), isNull(people.disabledAt));
  write.require(
    sql`exists (select 1 from ${memberships} where ${seat}) and exists (select 1 from ${people} where ${person})`,
    conflict('requests.caller_gone'),
  );
}
