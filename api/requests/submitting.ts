import { isMember, sideOf } from '#api/core/actor.ts';
import { allow, forbidden } from '#api/core/errors.ts';
import type { Scope } from '#api/core/scope.ts';
import type { Write } from '#api/core/write.ts';
import { clearDraft } from '#api/drafts/service.ts';
import { fillIn, writeAnswers, type Filled } from '#api/request-types/filling.ts';
import { priorityOf } from '#api/request-types/priorities.ts';
import { keepClocks, newClocks, nextClocks } from '#api/service-levels/keeping.ts';
import { accounts } from '#db/schema/accounts.ts';
import { people } from '#db/schema/people.ts';
import { requests, type Request } from '#db/schema/requests.ts';
import { firstDue } from './due.ts';
import { editsFor, stillEdits } from './engaged.ts';
import { say } from './saying.ts';
import type { SubmitRequest } from './schemas.ts';
import { searchTextOf, withAnswers } from './search-text.ts';

/**
 * @throws 403 for staff and for partners who may only read, 404 for an account that is not the actor's to know,
 * 422 for files that are not the actor's or are attached already
 */
export async function submitRequest(
  scope: Scope,
  input: SubmitRequest,
  also?: (write: Write, request: { id: string }) => void,
): Promise<Request> {
  const { actor } = scope;
  if (!isMember(actor)) throw forbidden();
  allow(actor.rights['requests.submit'] !== undefined && actor.kind !== 'staff');
  const account = await scope.find(accounts, input.accountId ?? actor.accountId);
  const own = account.id === actor.accountId;
  allow(own || (await editsFor(scope, account.id)));
  const author = await scope.asSystem('submit-request').find(people, actor.personId);
  const filled = input.typeId ? await fillIn(scope, input.typeId, input.fields ?? {}) : undefined;
  const priority = await priorityOf(scope, input);
  const facts = factsOf(input, filled);
  const { subject } = input;
  const { category } = facts;
  const asked = {
    status: 'submitted',
    ...facts,
    priority,
    accountId: account.id,
    createdAt: new Date(),
  } as const;
  const clocks = await newClocks(scope, { ...asked, accountKind: account.kind });

  const { id } = await scope.write((write) => {
    const now = write.at;
    const next = nextClocks(clocks, now);
    const request = write.insert(
      requests,
      {
        ...asked,
        requesterId: actor.personId,
        subject,
        locale: author.locale,
        dueAt: firstDue(next, now),
        lastMessageAt: now,
        lastSide: sideOf(actor),
        lastSeq: 1,
        // The name of another account's person would tell who else serves this customer.
        searchText: withAnswers(
          searchTextOf(subject, [account.name, own ? author.name : null], input.body),
          filled?.searched ?? [],
        ),
      },
      { number: write.next('requests') },
    );
    stillEdits(write, actor, account.id);
    clearDraft(write, actor, { kind: 'request', subjectId: input.typeId ?? 'new' });
    keepClocks(write, request.id, clocks, next);
    const message = say(write, request, actor, input);
    if (filled) writeAnswers(write, request, filled.values);
    also?.(write, request);
    write.record('request.submitted', request, { data: { messageId: message.id, category, priority } });
    return request;
  });
  return scope.find(requests, id);
}

const factsOf = ({ category = 'question', impact, urgency }: SubmitRequest, filled: Filled | undefined) => ({
  category: filled?.category ?? category,
  formId: filled?.formId ?? null,
  ...(impact && urgency ? { impact, urgency } : {}),
});
