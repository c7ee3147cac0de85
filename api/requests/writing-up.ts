import { and, desc, eq, isNull, ne } from 'drizzle-orm';

import type { CreateArticle } from '#api/articles/schemas.ts';
import { createArticle } from '#api/articles/service.ts';
import { can, isStaff } from '#api/core/actor.ts';
import { conflict, forbidden } from '#api/core/errors.ts';
import type { Scope } from '#api/core/scope.ts';
import type { RequestStatus } from '#db/enums.ts';
import { accounts } from '#db/schema/accounts.ts';
import { people } from '#db/schema/people.ts';
import { messages, requests, type Request } from '#db/schema/requests.ts';
import { reference } from './reference.ts';
import { roleOn } from './standing.ts';

const SOLVED: readonly RequestStatus[] = ['resolved', 'closed'];
const MOST = 50;
const SHORTEST_NAME = 3;
const LEFT_OUT = '…';

/** Whether the reader may make an article of a request as it is, and the article that was made of it. */
export async function writtenUp(
  scope: Scope,
  { id, status }: Pick<Request, 'id' | 'status'>,
): Promise<{ articleId: string | null; may: boolean }> {
  if (!isStaff(scope.actor) || !can(scope.actor, 'articles.manage')) return { articleId: null, may: false };
  const { articleId } = await scope.find(requests, id);
  const works = can(scope.actor, 'requests.work') && SOLVED.includes(status);
  return { articleId, may: works && articleId === null };
}

/** The requests that an article was made of, as far as the reader reaches them. */
export async function requestsBehind(scope: Scope, articleId: string) {
  const { id, number } = requests;
  const rows = await scope.pick(requests, { id, number }, eq(requests.articleId, articleId)).limit(MOST);
  return rows.map((row) => ({ id: row.id, reference: reference(row) }));
}

/** In the language in which it was asked, as a rule. */
type Solution = { reference: string; locale: Request['locale']; body: string };

/**
 * What an article can begin with: what the house has said last, without the names and addresses that we know of.
 *
 * @throws 403, 404, 409 `requests.not_now` and `requests.written_up`
 */
export async function solutionOf(scope: Scope, id: string): Promise<Solution> {
  const request = await solved(scope, id);
  const [said] = await scope
    .select(messages, and(eq(messages.requestId, id), eq(messages.side, 'staff')))
    .orderBy(desc(messages.seq))
    .limit(1);
  const known = await namesIn(scope, request);
  const { locale } = request;
  return { reference: reference(request), locale, body: withoutNames(said?.body ?? '', known) };
}

/** Makes a draft of it that knows where it comes from. @throws 403, 404, 409, 422 */
export async function writeUp(scope: Scope, id: string, input: CreateArticle): Promise<{ id: string }> {
  const request = await solved(scope, id);
  return createArticle(scope, input, (write, { id: articleId }) => {
    write.mark(requests, and(eq(requests.id, id), isNull(requests.articleId)), { articleId });
    write.requireOne(conflict('requests.written_up'));
    write.record('request.written_up', request, { audience: 'staff', data: { articleId } });
  });
}

async function solved(scope: Scope, id: string): Promise<Request> {
  const request = await scope.find(requests, id);
  if ((await roleOn(scope, request)) !== 'agent') throw forbidden();
  if (!SOLVED.includes(request.status)) throw conflict('requests.not_now');
  if (request.articleId) throw conflict('requests.written_up');
  return request;
}

type Names = { people: string[]; company: string };

/** Whoever has asked or written on the customer's side. */
async function namesIn(scope: Scope, { id, requesterId, guestName, accountId }: Request): Promise<Names> {
  const house = scope.asSystem('write-up');
  const [wrote, asked, account] = await Promise.all([
    house
      .pick(messages, { name: people.name }, and(eq(messages.requestId, id), ne(messages.side, 'staff')))
      .innerJoin(people, eq(people.id, messages.authorId))
      .limit(MOST),
    house.pick(people, { name: people.name }, eq(people.id, requesterId ?? '')).limit(1),
    house.find(accounts, accountId),
  ]);
  const named = [...wrote, ...asked].map(({ name }) => name);
  return { people: guestName ? [...named, guestName] : named, company: account.name };
}

const WORD = /[\p{L}\p{N}]+/gu;
const ADDRESS = /[^\s@<>()]+@[^\s@<>()]+\.[\p{L}\p{N}]+/gu;

/** Every word of a person's name, the name of the company as a whole, and whatever looks like an address. */
export function withoutNames(text: string, { people: named, company }: Names): string {
  const words = new Set(
    named
      .flatMap((name) => name.match(WORD) ?? [])
      .filter(({ length }) => length >= SHORTEST_NAME)
      .map((word) => word.toLowerCase()),
  );
  return text
    .replaceAll(ADDRESS, LEFT_OUT)
    .replaceAll(company, LEFT_OUT)
    .replaceAll(WORD, (word) => (words.has(word.toLowerCase()) ? LEFT_OUT : word));
}
