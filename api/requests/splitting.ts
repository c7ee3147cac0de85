import { and, eq } from 'drizzle-orm';

import { conflict, forbidden, notFound, stale } from '#api/core/errors.ts';
import type { Scope } from '#api/core/scope.ts';
import { keepClocks, newClocks, nextClocks } from '#api/service-levels/keeping.ts';
import { newId } from '#db/ids.ts';
import { accounts } from '#db/schema/accounts.ts';
import { people } from '#db/schema/people.ts';
import { requestLinks } from '#db/schema/request-links.ts';
import { attachments, messages, requests, type Message, type Request } from '#db/schema/requests.ts';
import type { SplitRequest } from './schemas.ts';
import { searchTextOf } from './search-text.ts';
import { roleOn } from './standing.ts';
import { allows } from './status.ts';

/**
 * Makes a request of its own out of a message of the customer's that is a matter of its own: the message moves there
 * with its files. The first one stays, since it is what the request is about.
 *
 * @throws 403, 404, 409 `requests.not_now`, 412
 */
export async function splitRequest(scope: Scope, id: string, input: SplitRequest): Promise<Request> {
  const request = await scope.find(requests, id);
  if ((await roleOn(scope, request)) !== 'agent') throw forbidden();
  if (input.version !== request.version) throw stale();
  const message = await findPart(scope, request, input.messageId);
  const author = message.authorId ?? request.requesterId;
  const account = await scope.find(accounts, request.accountId);
  const [person] = await scope.select(people, eq(people.id, author ?? '')).limit(1);

  const born = newId('req');
  const { category, priority, accountId } = request;
  const asked = { status: 'submitted', category, priority, accountId, createdAt: new Date() } as const;
  const clocks = await newClocks(scope, { ...asked, accountKind: account.kind });
  await scope.write((write) => {
    const { guestName, guestEmail, siteId, channel, locale } = request;
    const next = nextClocks(clocks, write.at);
    write.insert(
      requests,
      {
        ...asked,
        id: born,
        siteId,
        channel,
        locale,
        subject: input.subject,
        requesterId: author,
        ...(author ? {} : { guestName, guestEmail }),
        dueAt: next.dueAt ?? null,
        lastMessageAt: write.at,
        lastSide: message.side,
        lastSeq: 1,
        searchText: searchTextOf(input.subject, [account.name, person?.name ?? guestName], message.body),
      },
      { number: write.next('requests') },
    );
    keepClocks(write, born, clocks, next);
    write.update(requests, request, {});
    write.mark(messages, eq(messages.id, message.id), { requestId: born, seq: 1 });
    write.requireOne(stale());
    write.mark(attachments, eq(attachments.messageId, message.id), { requestId: born });
    write.insert(requestLinks, { fromId: born, toId: id, kind: 'split' });
    const split = { id: born, accountId };
    write.record('request.split', split, { data: { from: id, messageId: message.id } });
    write.record('request.linked', request, { audience: 'staff', data: { to: born } });
  });
  return scope.find(requests, born);
}

/** A message that can become a request of its own. @throws 404, 409 */
export async function findPart(
  scope: Scope,
  request: Pick<Request, 'id' | 'status'>,
  messageId: string,
): Promise<Message> {
  if (!allows(request.status, 'merge')) throw conflict('requests.not_now');
  const ofRequest = and(eq(messages.id, messageId), eq(messages.requestId, request.id));
  const [message] = await scope.select(messages, ofRequest).limit(1);
  if (!message) throw notFound('messages');
  if (message.seq === 1 || message.side === 'staff') throw conflict('requests.not_to_split');
  return message;
}
